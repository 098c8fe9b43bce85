import { anyone, may, type Sentence, whoever } from '#platform/server/access/sentence.ts'

/** Who keeps the commune's places. */
export const canKeepPlacesAt = (unitId: string): Sentence => may('ventures.write').within(unitId)
/** Sights and festivals too are entered by them alone. */
export const canKeepPlacesSomewhere: Sentence = may('ventures.write').anywhere

/** Signed in; whether they keep this place is asked of its venture (`tourism.keeps`). */
export const canKeepOwn: Sentence = anyone

/** Anybody asks for a room, and cancels with their link. */
export const canAskForRoom: Sentence = whoever
