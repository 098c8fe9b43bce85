import type { CommandContext } from '#platform/server/command.ts'
import type { IdeaHeld } from './idea-of.ts'

/** Tells the authors what became of their idea. */
export async function tellAuthors(
  _ctx: CommandContext,
  _idea: Pick<IdeaHeld, 'id' | 'title'>,
  _kind: string,
  _params: Record<string, string | number> = {},
): Promise<void> {}

/** Tells whoever answers at a unit that an idea waits for them, and until when. */
export async function tellAnswerable(
  _ctx: CommandContext,
  _idea: Pick<IdeaHeld, 'id' | 'title'>,
  _unitId: string,
  _due: string,
): Promise<void> {}
