export type {
  ActivityState,
  CampaignState,
  CheckInBody,
  TeamRole,
  TeamState,
  UndoBody,
} from './shapes.ts'
