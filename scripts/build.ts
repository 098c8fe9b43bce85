// The build of `npm test`: that of `xungkich start`, stamped with its sources, so that no journey builds again.
import { buildScreens } from '../src/cli/build-screens.ts'

await buildScreens(console.log)
