import * as m from '#paraglide/messages.js'
import type { RecountFault } from '../ballot/recount.ts'

/** What a recount has found wrong, in the reader's language or the one that is asked for. */
export function faultInWords(fault: RecountFault, options?: { locale: 'vi' | 'en' }): string {
  switch (fault.what) {
    case 'token_not_signed':
      return m.voting_fault_token_not_signed({ token: fault.token.slice(-12) }, options)
    case 'choice_not_signed':
      return m.voting_fault_choice_not_signed({ token: fault.token.slice(-12) }, options)
    case 'token_twice':
      return m.voting_fault_token_twice({ token: fault.token.slice(-12) }, options)
    case 'choice_unreadable':
      return m.voting_fault_choice_unreadable({ token: fault.token.slice(-12) }, options)
    case 'more_than_handed_out':
      return m.voting_fault_more({ ballots: fault.ballots, handedOut: fault.handedOut }, options)
    case 'drawers_do_not_add_up':
      return m.voting_fault_drawers({ drawers: fault.drawers, handedOut: fault.handedOut }, options)
    case 'entered_do_not_add_up':
      return m.voting_fault_entered({ entered: fault.entered, handedOut: fault.handedOut }, options)
  }
}
