/** The language of the command line, by the terminal's own setting; Vietnamese where it says nothing. */
const terminal = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
export const locale = { locale: /^en/i.test(terminal) ? 'en' : 'vi' } as const

/** Something that the person at the terminal can mend; shown without a stack. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem'
}

/** The command was not written as it must be; the message shows how. */
export class UsageProblem extends CliProblem {}
