export { writeCalendar } from './calendar.ts'
export { checkMyselfIn, excuseMyself } from './commands/attend.ts'
export { addItem, changeItem, moveItem, removeItem } from './commands/change-agenda.ts'
export { cancelMeeting, changeMeeting } from './commands/change-meeting.ts'
export { handOutTasks } from './commands/hand-out-tasks.ts'
export { addAmendment, editMinutes, freezeMinutes } from './commands/minutes.ts'
export { attachPaper, openPaper, removePaper } from './commands/papers.ts'
export { planMeeting } from './commands/plan-meeting.ts'
export { recordEvent } from './commands/record-event.ts'
export { sendInvitations } from './commands/send-invitations.ts'
export { maySetRules, setRule } from './commands/set-rule.ts'
export { signMinutes } from './commands/sign-minutes.ts'
export { noteVotes, openElectionIn, openVoteIn } from './commands/votes.ts'
export { followedIn } from './followed.ts'
export { getMeeting, type MeetingRow } from './meeting.ts'
export { makeMeetingsPack } from './meetings-pack.ts'
export { getMinutes, type Minutes } from './minutes.ts'
export { readMinutesPdf } from './minutes-pdf.ts'
export { listPapers, type PaperRow } from './papers/queries.ts'
export { type ReadPaper, readPaper } from './papers/read-paper.ts'
export { listEvents, listRoster, listRules, loadMeeting, planOf } from './plan.ts'
export { canRunMeetingsAt, canRunMeetingsSomewhere } from './policy.ts'
export {
  findInvitation,
  listMeetings,
  listMeetingTitles,
  type MeetingInList,
  meetingsAPage,
  type PublicInvitation,
} from './queries.ts'
export { getRoom, type Room } from './room.ts'
export { roomCode, secondsLeft } from './room-code.ts'
export { meetingEvents } from './sync.ts'
