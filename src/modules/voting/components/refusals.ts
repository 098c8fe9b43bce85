import * as m from '#paraglide/messages.js'

/** What the server may say no with while somebody draws or casts; the only messages a phone needs. */
export const errorCodes: Record<string, () => string> = {
  'voting.drawn_otherwise': m.error_voting_drawn_otherwise,
  'voting.not_handing_out': m.error_voting_not_handing_out,
  'voting.handing_out': m.error_voting_handing_out,
  'voting.casting': m.error_voting_casting,
  'voting.is_over': m.error_voting_is_over,
  'voting.is_cancelled': m.error_voting_is_cancelled,
  'voting.takes_paper': m.error_voting_takes_paper,
  'voting.cast_otherwise': m.error_voting_cast_otherwise,
  'voting.ballot_not_signed': m.error_voting_ballot_not_signed,
  'voting.not_on_roll': m.error_voting_not_on_roll,
  sign_in_again: m.error_session_over,
}
