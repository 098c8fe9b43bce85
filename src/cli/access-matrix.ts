import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as m from '#paraglide/messages.js'
import { permissions, type RoleType, roleTypes } from '#platform/server/access/role-types.ts'
import { locale } from './output.ts'
import { named } from './words.ts'

/** Where the matrix is kept for readers; a test holds it to the code. */
export const matrixFile = join(import.meta.dirname, '../../docs/permission-matrix.md')

const roles = Object.entries(roleTypes as Record<string, RoleType>)

/** `xungkich access matrix [--markdown]`: which role type carries which permission. */
export async function accessMatrix(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: { markdown: { type: 'boolean', default: false } },
  })
  if (values.markdown) {
    await writeFile(matrixFile, matrixMarkdown())
    console.log(m.cli_matrix_written({ file: 'docs/permission-matrix.md' }, locale))
    return
  }
  const width = Math.max(...permissions.map((permission) => permission.length))
  roles.forEach(([name, role], index) => {
    const says = named(`access_role_${name}`, locale.locale)
    console.log(`${String(index + 1).padStart(2)}  ${name}: ${says} (${role.level}, ${role.rank})`)
  })
  const head = roles.map((_, index) => String(index + 1).padStart(3)).join('')
  console.log(`\n${''.padEnd(width)} ${head}`)
  for (const permission of permissions) {
    const marks = roles.map(([, role]) => (role.may.includes(permission) ? '  ●' : '  ·')).join('')
    console.log(
      `${permission.padEnd(width)} ${marks}   ${named(`access_permission_${permission}`, locale.locale)}`,
    )
  }
}

/** The matrix as a page of the documentation. */
export function matrixMarkdown(): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  const table = (head: string[], rows: string[][]) => [
    row(head),
    row(head.map(() => '---')),
    ...rows.map(row),
  ]
  return [
    '# Who may do what',
    '',
    'Written by `xungkich access matrix --markdown` out of `src/platform/server/access/role-types.ts`; a test fails when it is out of date. A permission holds at the unit of the office and everywhere below it. `xungkich access explain` says why somebody may or may not.',
    '',
    '## Role types',
    '',
    'An office is given only by somebody of a higher rank whose `roles.grant` reaches the unit.',
    '',
    ...table(
      ['Role type', 'English', 'Vietnamese', 'Level of unit', 'Rank'],
      roles.map(([name, role]) => [
        `\`${name}\``,
        named(`access_role_${name}`, 'en'),
        named(`access_role_${name}`, 'vi'),
        role.level,
        String(role.rank),
      ]),
    ),
    '',
    '## Permissions',
    '',
    ...table(
      ['Permission', 'Meaning', ...roles.map(([name]) => named(`access_role_${name}`, 'en'))],
      permissions.map((permission) => [
        `\`${permission}\``,
        named(`access_permission_${permission}`, 'en'),
        ...roles.map(([, role]) => (role.may.includes(permission) ? 'yes' : '')),
      ]),
    ),
    '',
  ].join('\n')
}
