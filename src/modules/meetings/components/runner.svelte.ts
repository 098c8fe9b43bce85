import { getContext, setContext } from 'svelte'
import type { CardKeys } from '#modules/members/index.ts'
import * as m from '#paraglide/messages.js'
import { type EventFault, eventFromFields, faultIn } from '../event-from-fields.ts'
import type { MeetingEvent, MeetingEventBody } from '../events.ts'
import type { MeetingPlan } from '../plan.ts'
import { type MeetingState, stateOf } from '../state.ts'

/** What a meeting is written down with: at the server, or on a phone without a network. */
export interface RunnerSource {
  readonly plan: MeetingPlan
  readonly events: readonly MeetingEvent[]
  /** By what members' cards are examined here; without them the server does it. */
  readonly cards?: CardKeys | undefined
  /** Writes down what happened. Answers nothing, or why it could not be. */
  send(body: MeetingEventBody): Promise<string | undefined>
}

const faults: Record<EventFault, () => string> = {
  too_many_hands: m.meetings_fault_too_many_hands,
  day_invalid: m.meetings_fault_day,
  not_open: m.meetings_fault_not_open,
  count_invalid: m.meetings_fault_count,
}

/** A meeting while it is held: how it stands, and one way to write down what happens. */
export class MeetingRunner {
  busy = $state(false)
  fault = $state<string>()
  readonly #source: () => RunnerSource
  readonly #state = $derived.by(() => stateOf(this.plan, this.#source().events))

  constructor(source: () => RunnerSource) {
    this.#source = source
  }

  get plan(): MeetingPlan {
    return this.#source().plan
  }

  get cards(): CardKeys | undefined {
    return this.#source().cards
  }

  get state(): MeetingState {
    return this.#state
  }

  nameOf(personId: string | null | undefined): string {
    return this.plan.roster.find((one) => one.personId === personId)?.name ?? '–'
  }

  /** For the forms' `onsubmit`: without script they are posted as they are. */
  submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    // The second of two quick taps must not become a second record.
    if (this.busy) return
    const form = event.currentTarget as HTMLFormElement
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value)]),
    )
    await this.send(eventFromFields(fields, this.plan), () => {
      form.reset()
      const details = form.closest('details')
      if (details) details.open = false
    })
  }

  async send(body: MeetingEventBody, done?: () => void): Promise<void> {
    const fault = faultIn(body, this.state)
    if (fault) {
      this.fault = faults[fault]()
      return
    }
    this.busy = true
    try {
      this.fault = await this.#source().send(body)
      if (!this.fault) {
        done?.()
        navigator.vibrate?.(20)
      }
    } finally {
      this.busy = false
    }
  }
}

const key = Symbol('meeting')
export const provideRunner = (runner: MeetingRunner): MeetingRunner => setContext(key, runner)
export const useRunner = (): MeetingRunner => getContext<MeetingRunner>(key)
