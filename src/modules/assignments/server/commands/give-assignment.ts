import { defineCommand } from '#platform/server/command.ts'
import { GiveAssignment } from '../../shapes.ts'
import { assign } from '../assign.ts'

/** Gives a person work by itself, without a meeting or a paper behind it. */
export const giveAssignment = defineCommand('assignments.give', GiveAssignment, assign)
