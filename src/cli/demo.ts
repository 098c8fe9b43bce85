import { DemoRefused, loadDemo } from '#demo/load.ts'
import { showDemoAccounts } from './demonstration.ts'
import { CliProblem } from './output.ts'
import { withInstallation } from './with-installation.ts'

/** `xungkich demo`: loads the demonstration into an empty database. */
export async function demo(): Promise<void> {
  await withInstallation(async (installation) => {
    try {
      await loadDemo({
        ownerUrl: installation.ownerUrl,
        secret: installation.secret,
        progress: (line) => console.log(`  ${line}`),
      })
    } catch (error) {
      if (error instanceof DemoRefused) throw new CliProblem(error.message)
      throw error
    }
    await showDemoAccounts(installation)
  })
}
