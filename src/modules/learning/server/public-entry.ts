import type { CommandContext } from '#platform/server/command.ts'
