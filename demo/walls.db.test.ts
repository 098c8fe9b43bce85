import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { aCertificate, aCourse } from '#modules/learning/server/testing.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { loadDemo } from './load.ts'

/*
 * Every table there is, from outside one's subtree, by plain SQL under the application's role: as if
 * every policy in the code had been forgotten. A new table fails until it is listed here with what it
 * is; the demonstration, and the rows added below, put somebody else's rows into each.
 */
const database = useDatabase()

/**
 * unit: rows of one's own units only. sent: those, and what was sent to them. person: rows about people at one's own units only. open: read by
 * whoever is signed in. own: by one account, or by who may change the tree where the rows are about. closed: never read or written by the application itself.
 */
type Kind = 'unit' | 'sent' | 'person' | 'open' | 'own' | 'closed'
const tables: Record<string, Kind> = {
  'access.former_office': 'unit',
  'access.reach': 'open',
  'access.role': 'unit',
  'access.role_permission': 'open',
  'access.role_type': 'open',
  'assignments.assignment': 'unit',
  'assists.assist': 'unit',
  'assists.callback': 'unit',
  'assists.procedure': 'open',
  'assists.service': 'open',
  'audit.entry': 'unit',
  'campaigns.activity': 'open',
  'campaigns.campaign': 'open',
  'campaigns.check_in': 'unit',
  'campaigns.team_member': 'unit',
  'documents.delivery': 'sent',
  'documents.document': 'sent',
  'documents.experience': 'open',
  'documents.file': 'sent',
  'documents.link': 'sent',
  'documents.office': 'open',
  'documents.series': 'unit',
  'documents.step': 'sent',
  'documents.term': 'open',
  'documents.type': 'open',
  'documents.useful': 'sent',
  'ideas.author': 'unit',
  'ideas.comment': 'unit',
  'ideas.file': 'unit',
  'ideas.idea': 'unit',
  'ideas.proposal': 'unit',
  'ideas.step': 'unit',
  'ideas.support': 'own',
  'ideas.word': 'closed',
  'identity.api_token': 'closed',
  'identity.credential': 'closed',
  'identity.login': 'closed',
  'identity.passkey': 'closed',
  'identity.session': 'closed',
  'identity.sign_in_attempt': 'closed',
  'identity.two_factor': 'closed',
  'identity.used_code': 'closed',
  'identity.verification': 'closed',
  'indicators.folded': 'closed',
  'indicators.own': 'unit',
  'indicators.pending': 'closed',
  'indicators.place': 'open',
  'indicators.place_change': 'closed',
  'indicators.presence': 'unit',
  'indicators.revisit': 'unit',
  'indicators.revisit_change': 'closed',
  'indicators.rollup': 'unit',
  'indicators.rollup_month': 'unit',
  'indicators.stale_place': 'closed',
  'indicators.taken': 'closed',
  'indicators.target': 'open',
  'indicators.touched': 'closed',
  'jobs.application': 'unit',
  'jobs.employer': 'unit',
  'jobs.fair_vacancy': 'unit',
  'jobs.placement': 'unit',
  'jobs.profile': 'own',
  'jobs.report': 'unit',
  'jobs.saved_search': 'own',
  'jobs.vacancy': 'unit',
  'links.link': 'unit',
  'links.place': 'unit',
  'links.scan': 'unit',
  'learning.attempt': 'unit',
  'learning.badge_key': 'open',
  'learning.bank': 'unit',
  'learning.certificate': 'unit',
  'learning.course': 'open',
  'learning.draw_secret': 'closed',
  'learning.lesson_done': 'unit',
  'learning.media': 'open',
  'learning.path': 'open',
  'learning.path_course': 'open',
  'learning.reminder': 'unit',
  'learning.submission': 'unit',
  'learning.submission_file': 'unit',
  'learning.version': 'open',
  'market.book_entry': 'unit',
  'market.cycle': 'unit',
  'market.cycle_offer': 'unit',
  'market.order_line': 'unit',
  'market.payout': 'unit',
  'market.photo': 'unit',
  'market.product': 'unit',
  'market.sales_order': 'unit',
  'market.stall': 'unit',
  'market.transfer': 'unit',
  'meetings.agenda_item': 'unit',
  'meetings.amendment': 'unit',
  'meetings.event': 'unit',
  'meetings.meeting': 'unit',
  'meetings.minutes_revision': 'unit',
  'meetings.paper': 'unit',
  'meetings.roster': 'unit',
  'meetings.rule': 'open',
  'members.card': 'person',
  'members.card_key': 'open',
  'members.import': 'unit',
  'members.import_key': 'unit',
  'members.import_mapping': 'unit',
  'members.import_row': 'unit',
  'members.membership': 'unit',
  'members.person': 'unit',
  'members.struck_membership': 'unit',
  'members.youth_statistic': 'open',
  'notices.notice': 'own',
  'platform.public_entry': 'open',
  'outreach.audience': 'unit',
  'outreach.campaign': 'unit',
  'outreach.delivery': 'unit',
  'outreach.digest_post': 'unit',
  'outreach.file': 'unit',
  'outreach.pace': 'closed',
  'outreach.parcel': 'closed',
  'outreach.play': 'closed',
  'outreach.played': 'closed',
  'outreach.post': 'unit',
  'outreach.question': 'unit',
  'outreach.quiz': 'unit',
  'outreach.reading': 'closed',
  'outreach.subscriber': 'closed',
  'outreach.tally': 'closed',
  'outreach.text': 'unit',
  'outreach.zalo': 'closed',
  'platform.secret_check': 'closed',
  'requests.request': 'unit',
  'restructuring.answer': 'own',
  'restructuring.appointment': 'own',
  'restructuring.change': 'own',
  'restructuring.counted': 'closed',
  'restructuring.decision_row': 'own',
  'restructuring.decision_table': 'own',
  'restructuring.draft': 'own',
  'restructuring.event': 'own',
  'restructuring.followed': 'closed',
  'restructuring.name_answer': 'own',
  'restructuring.planned_correction': 'own',
  'restructuring.planned_ending': 'own',
  'restructuring.planned_lineage': 'own',
  'restructuring.planned_version': 'own',
  'restructuring.rest_answer': 'own',
  'signing.attempt': 'own',
  'signing.certificate': 'person',
  'signing.request': 'unit',
  'signing.signer': 'own',
  'sync.device': 'own',
  'sync.receipt': 'own',
  'sync.refusal': 'own',
  'sync.waiting': 'own',
  'tourism.booking': 'unit',
  // Of what is public, no more: src/modules/tourism/server.
  'tourism.photo': 'open',
  'tourism.place': 'open',
  'tourism.room': 'open',
  'units.grouping': 'open',
  'units.grouping_member': 'open',
  'units.unit': 'open',
  'units.unit_lineage': 'open',
  'units.unit_version': 'open',
  'ventures.application': 'unit',
  'ventures.change': 'unit',
  'ventures.mentor': 'unit',
  'ventures.mentor_meeting': 'unit',
  'ventures.mentoring': 'unit',
  'ventures.outcome': 'unit',
  'ventures.principal': 'unit',
  'ventures.programme': 'open',
  'ventures.score': 'unit',
  'ventures.scorer': 'unit',
  'ventures.standing': 'unit',
  'ventures.support_entry': 'unit',
  'ventures.venture': 'unit',
  'voting.ballot': 'unit',
  'voting.candidate': 'unit',
  'voting.choice': 'unit',
  'voting.draw': 'unit',
  'voting.elector': 'unit',
  'voting.entered': 'unit',
  'voting.key': 'closed',
  'voting.rule': 'open',
  'voting.vote': 'unit',
}
const schemas = [...new Set(Object.keys(tables).map((name) => name.split('.')[0]))]
const ofKind = (...kinds: Kind[]) =>
  Object.keys(tables).filter((name) => kinds.includes(tables[name] as Kind))

let officer: { personId: string; unitId: string }
let elsewhere: string
/** Somebody of the officer's units, and somebody of others. */
let people: { inside: string; outside: string }

const owner = async (text: string, values: unknown[] = []) =>
  (await database.ownerPool.query(text, values)).rows

beforeAll(async () => {
  await loadDemo({
    ownerUrl: database.ownerUrl,
    secret: 'a secret that only tests know, long enough',
    today: '2026-06-15',
    small: true,
  })
  const [found] = await owner(
    `select r.person_id, r.unit_id from access.role r join members.person p on p.id = r.person_id
      where r.role_type = 'commune_secretary' and p.phone = '+84300000005'`,
  )
  officer = { personId: found.person_id, unitId: found.unit_id }
  const [other] = await owner(
    `select unit_id from units.unit_version where level = 'commune' and unit_id <> $1 limit 1`,
    [officer.unitId],
  )
  elsewhere = other.unit_id
  const somebodyAt = async (not: string) =>
    (
      await owner(
        `select id from members.person where standing = 'member' and id <> $1
            and ${not} unit_id in (select unit_id from access.reach where ancestor_id = $2) limit 1`,
        [officer.personId, officer.unitId],
      )
    )[0].id
  people = { inside: await somebodyAt(''), outside: await somebodyAt('not') }
  await addWhatTheDemonstrationLacks()
}, 120_000)

async function addWhatTheDemonstrationLacks() {
  await owner(
    `insert into members.card_key (id, public_key) values ('wall', decode(repeat('00', 32), 'hex'))`,
  )
  for (const personId of Object.values(people))
    await owner(
      `insert into members.card (person_id, key_id, issued_on, digest) values ($1, 'wall', '2026-01-01', '')`,
      [personId],
    )
  for (const unitId of [officer.unitId, elsewhere]) {
    await owner(
      `insert into access.former_office (id, person_id, role_type, unit_id, stood_to, readable_to)
       values ($1, $2, 'commune_officer', $3, '2026-01-01', '2027-01-01')`,
      [uuidv7(), people.outside, unitId],
    )
    await owner(
      `with made as (insert into units.grouping (id, unit_id, name, valid_from) values ($1, $2, 'Cụm', '2026-01-01') returning id, unit_id)
       insert into units.grouping_member (id, grouping_id, unit_id, valid_from) select $1, id, unit_id, '2026-01-01' from made`,
      [uuidv7(), unitId],
    )
    const writer = unitId === elsewhere ? people.outside : people.inside
    await owner(
      `with made as (insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, category, state, step_unit_id, step_due, proposed_on)
           values ($1, $2, $2, $3, 'Ý tưởng', 'x', 'x', 'other', 'commune', $2, '2026-06-20', '2026-06-01') returning id),
       named as (insert into ideas.author (id, idea_id, unit_id, person_id, is_main) select $1, id, $2, $3, true from made),
       told as (insert into ideas.step (id, idea_id, unit_id, state, verdict, decided_at) select $1, id, $2, 'draft', 'sent', now() from made),
       liked as (insert into ideas.support (idea_id, person_id, unit_id, supported_at) select id, $4, $2, now() from made),
       said as (insert into ideas.comment (id, idea_id, unit_id, person_id, body, shown_as, state, written_at)
           select $1, id, $2, $4, 'x', 'x', 'visible', now() from made),
       kept as (insert into ideas.file (id, idea_id, unit_id, name, media_type, size, sha256, is_photo, added_by, added_at)
           select $1, id, $2, 'x', 'image/jpeg', 1, repeat('0', 64), true, $3, now() from made)
       insert into ideas.proposal (id, unit_id, content, name, phone, consent_text_version, consented_at, delete_after)
       select $1, $2, '{}', 'x', '+84912345678', 'x', now(), '2027-01-01' from made`,
      [uuidv7(), unitId, writer, people.outside],
    )
    await owner(`insert into ideas.word (word, ideas) values ($1, 2)`, [unitId])
    await addLearning(unitId, writer ?? '')
    await owner(
      `with made as (insert into outreach.post (id, unit_id, kind, language, created_by, editors) values ($1, $2, 'news', 'vi', $3, array[$3::uuid]) returning id),
       said as (insert into outreach.text (post_id, unit_id, language, title, summary, body) select id, $2, 'vi', 'x', 'x', 'x' from made),
       sent as (insert into outreach.audience (post_id, unit_id) select id, $2 from made),
       kept as (insert into outreach.file (id, post_id, unit_id, kind, name, media_type, size, sha256, added_by, added_at)
           select $1, id, $2, 'picture', 'x', 'image/jpeg', 1, repeat('0', 64), $3, now() from made),
       asked as (insert into outreach.quiz (post_id, unit_id) select id, $2 from made returning post_id),
       one as (insert into outreach.question (id, post_id, unit_id, position, text, options, right_option, explanation)
           select $1, post_id, $2, 1, 'x', array['a', 'b'], 1, 'x' from asked),
       out as (insert into outreach.delivery (id, channel, unit_id, post_id, made_at) select $1, 'push', $2, id, now() from made returning id)
       insert into outreach.digest_post (delivery_id, post_id, unit_id) select out.id, made.id, $2 from out, made`,
      [uuidv7(), unitId, writer],
    )
    await owner(
      `insert into outreach.campaign (id, unit_id, name, goal, starts_on, ends_on) values ($1, $2, 'x', 'x', '2026-06-01', '2026-06-30')`,
      [uuidv7(), unitId],
    )
    await owner(`insert into audit.entry (command, unit_id) values ('x.y', $1)`, [unitId])
    await addMeeting(unitId)
    await addLink(unitId)
    await addJob(unitId)
    await owner(
      `insert into tourism.photo (id, place_id, unit_id, seat, caption, sha256, small_sha256, width, height, added_at)
       select gen_random_uuid(), p.id, p.unit_id, 1, 'x', repeat('0', 64), repeat('0', 64), 1, 1, now() from tourism.place p where p.unit_id = $1`,
      [unitId],
    )
    await owner(
      `insert into requests.request (id, unit_id, topic, name_sealed, phone_sealed, link_digest, consent_text_version, asked_at, delete_after)
       values ($1::uuid, $2, 'other', '', '', $1::text::bytea, 'x', now(), '2027-01-01')`,
      [uuidv7(), unitId],
    )
    await owner(
      `with place as (
         insert into tourism.place (id, kind, unit_id, name, summary) values (gen_random_uuid(), 'homestay', $1, 'x', 'x') returning id
       ), room as (
         insert into tourism.room (id, place_id, name, price) select gen_random_uuid(), id, 'x', 1 from place returning id, place_id
       )
       insert into tourism.booking (id, place_id, room_id, unit_id, kind, arrives_on, leaves_on, code, asked_at)
       select gen_random_uuid(), place_id, id, $1, 'closed', '2026-06-20', '2026-06-21', $2, now() from room`,
      [unitId, unitId === elsewhere ? 'ELSEWHER' : 'INSIDE00'],
    )
    await owner(
      `with programme as (
         insert into ventures.programme (id, unit_id, name, purpose, budget, most_each, opens_on, closes_on)
         values (gen_random_uuid(), $1, 'x', 'x', 1, 1, '2026-06-01', '2026-06-30') returning id
       ), asked as (
         insert into ventures.application (id, programme_id, venture_id, unit_id, amount, plan)
         select gen_random_uuid(), p.id, v.id, v.unit_id, 1, 'x' from programme p, (select * from ventures.venture where unit_id <> $2 limit 1) v
         returning id, programme_id, unit_id
       )
       insert into ventures.score (application_id, programme_id, unit_id, scorer_id, scores, total, given_at)
       select id, programme_id, unit_id, $3, '{}', 1, now() from asked`,
      [unitId, officer.unitId, people.outside],
    )
    await owner(
      `insert into ventures.change (id, venture_id, unit_id, kind, changed_at)
      select $1, v.id, v.unit_id, 'changed', now() from ventures.venture v where v.unit_id <> $2 limit 1`,
      [uuidv7(), officer.unitId],
    )
    await owner(
      `insert into assignments.assignment (id, unit_id, title, owner_id, due_on, given_on) values ($1, $2, 'x', $3, '2026-01-01', '2026-01-01')`,
      [uuidv7(), unitId, people.outside],
    )
    const importId = uuidv7()
    await owner(
      `insert into members.import (id, unit_id, file_name, digest, kind, joined_on) values ($1, $2, 'x.csv', 'x', 'member', '2026-01-01')`,
      [importId, unitId],
    )
    await owner(
      `insert into members.import_row (import_id, line, unit_id, content_sealed) values ($1, 1, $2, '')`,
      [importId, unitId],
    )
    await owner(
      `insert into members.import_mapping (unit_id, fingerprint, fields) values ($1, 'x', '[]')`,
      [unitId],
    )
    await owner(`insert into members.import_key (key, unit_id, person_id) values ('x', $1, $2)`, [
      unitId,
      people.outside,
    ])
    await owner(
      `insert into members.struck_membership (id, person_id, unit_id, kind, valid_from, reason_in) values ($1, $2, $3, 'member', '2026-01-01', 'x')`,
      [uuidv7(), people.outside, unitId],
    )
    await owner(
      `insert into indicators.revisit (unit_id, indicator, day, previous_day, people) values ($1, 'x', '2026-01-02', '2026-01-01', 1)`,
      [unitId],
    )
  }
  // A paper that is to be signed at each side, and what somebody else began to sign.
  for (const [unitId, personId, mark] of [
    [officer.unitId, people.inside, '0'],
    [elsewhere, people.outside, '1'],
  ] as const) {
    const [requestId, certificateId] = [uuidv7(), uuidv7()]
    await owner(
      `insert into signing.certificate (id, person_id, provider, holder, issuer, serial, valid_from, valid_to, fingerprint, chain)
       values ($1, $2, 'p12', 'x', 'x', '1', '2026-01-01', '2027-01-01', repeat($3, 64), array[''::bytea])`,
      [certificateId, personId, mark],
    )
    await owner(
      `insert into signing.request (id, unit_id, title, context_kind, code, sha256, size)
       values ($1, $2, 'x', 'paper', repeat($3, 16), repeat($3, 64), 1)`,
      [requestId, unitId, mark],
    )
    if (unitId !== elsewhere) continue
    await owner(
      `insert into signing.signer (request_id, position, person_id, name, role, place) values ($1, 1, $2, 'x', 'x', '{}')`,
      [requestId, personId],
    )
    await owner(
      `insert into signing.attempt (id, request_id, position, person_id, certificate_id, provider, base_sha256, prepared_sha256, byte_range, digest, to_sign, expires_at)
       values ($1, $2, 1, $3, $4, 'p12', 'x', 'x', array[0, 1, 2, 3], '', '', '2027-01-01')`,
      [uuidv7(), requestId, personId, certificateId],
    )
  }
  for (const unitId of [officer.unitId, elsewhere]) {
    await addVote(unitId)
    await addStall(unitId)
  }
  // A reform that somebody else drafts.
  await owner(
    `with made as (
       insert into restructuring.draft (id, title, effective_on, scope_ids, guarded_by)
       values ($1, 'x', '2026-07-01', array[$2]::uuid[], array[$2]::uuid[]) returning id
     ), event as (insert into restructuring.event (id, draft_id, kind, body) select $1, id, 'found', '{}' from made),
     brought as (insert into restructuring.decision_table (draft_id, parent_id) select id, $2 from made returning draft_id),
     row as (insert into restructuring.decision_row (draft_id, position, new_unit_id, content) select draft_id, 1, $1, '{}' from brought returning draft_id),
     meant as (insert into restructuring.name_answer (draft_id, position, place, unit_ids) select draft_id, 1, 0, '{}' from row),
     rest as (insert into restructuring.rest_answer (draft_id, unit_id, answer) select draft_id, $2, 'stays' from brought),
     answer as (insert into restructuring.answer (draft_id, unit_id, target_id) select id, $2, $2 from made),
     named as (insert into restructuring.appointment (id, draft_id, person_id, role_type, unit_id)
       select $1, id, $3, 'commune_officer', $2 from made),
     version as (insert into restructuring.planned_version (draft_id, unit_id, level, type, name, change)
       select id, $2, 'x', 'x', 'x', 'found' from made),
     ending as (insert into restructuring.planned_ending (draft_id, unit_id) select id, $2 from made),
     lineage as (insert into restructuring.planned_lineage (draft_id, event) select id, 'x' from made),
     correction as (insert into restructuring.planned_correction (draft_id, version_id, parent_id) select id, $1, $2 from made)
     insert into restructuring.change (draft_id, relation, row_id, after) select id, 'units.unit', $2, '{}' from made`,
    [uuidv7(), elsewhere, people.outside],
  )
  // A paper that somebody else keeps.
  const documentId = uuidv7()
  await owner(
    `insert into documents.document (id, unit_id, direction, type, subject) values ($1, $2, 'out', 'plan', 'x')`,
    [documentId, elsewhere],
  )
  await owner(
    `insert into documents.file (id, document_id, role, name, kind, media_type, sha256, size)
     values ($1, $2, 'attachment', 'x.pdf', 'pdf', 'application/pdf', repeat('0', 64), 1)`,
    [uuidv7(), documentId],
  )
  await owner(
    `insert into documents.link (id, document_id, token_hash, token_sealed, ends_on) values ($1, $2, 'x', 'x', '2027-01-01')`,
    [uuidv7(), documentId],
  )
  await owner(
    `insert into documents.step (id, document_id, kind, at) values ($1, $2, 'drafted', now())`,
    [uuidv7(), documentId],
  )
  // What somebody else was told.
  await owner(
    `insert into notices.notice (id, person_id, kind, href) values ($1, $2, 'x.y', '/home')`,
    [uuidv7(), people.outside],
  )
  // What somebody else's phone has sent.
  const [account, device] = [uuidv7(), uuidv7()]
  await owner(`insert into sync.device (account_id, id) values ($1, $2)`, [account, device])
  await owner(
    `insert into sync.receipt (record_id, account_id, device_id, seq, kind, digest) values ($1, $2, $3, 1, 'x', 'x')`,
    [uuidv7(), account, device],
  )
  await owner(
    `insert into sync.refusal (id, record_id, account_id, device_id, seq, kind, reason, body) values ($1, $2, $3, $4, 1, 'x', 'x', '{}')`,
    [uuidv7(), uuidv7(), account, device],
  )
  await owner(
    `insert into sync.waiting (record_id, target_id, account_id, device_id, seq, kind, happened_at, body) values ($1, $2, $3, $4, 1, 'x', now(), '{}')`,
    [uuidv7(), uuidv7(), account, device],
  )
}

/** A committee's meeting with a row in each of its tables. */
async function addMeeting(unitId: string) {
  const [meetingId, id] = [uuidv7(), uuidv7()]
  await owner(
    `insert into meetings.meeting (id, unit_id, kind, title, held_on, starts_at, share_token)
     values ($1, $2, 'committee', 'x', '2026-06-01', '2026-06-01T02:00:00Z', $3)`,
    [meetingId, unitId, `token_${meetingId.replaceAll('-', '')}`],
  )
  for (const text of [
    `insert into meetings.agenda_item (id, meeting_id, unit_id, position, title, kind) values ($1, $2, $3, 1, 'x', 'report')`,
    `insert into meetings.event (id, meeting_id, unit_id, type, body, happened_at) values ($1, $2, $3, 'closed', '{}', now())`,
    `insert into meetings.paper (id, meeting_id, unit_id, title, file_name, media_type, extension, size, sha256)
     values ($1, $2, $3, 'x', 'x.pdf', 'application/pdf', 'pdf', 1, repeat('0', 64))`,
    `insert into meetings.amendment (id, meeting_id, unit_id, text) values ($1, $2, $3, 'x')`,
  ])
    await owner(text, [id, meetingId, unitId])
  await owner(
    `insert into meetings.minutes_revision (meeting_id, unit_id, revision, text) values ($1, $2, 1, 'x')`,
    [meetingId, unitId],
  )
  await owner(
    `insert into meetings.roster (meeting_id, unit_id, person_id, name) values ($1, $2, $3, 'x')`,
    [meetingId, unitId, people.outside],
  )
}

/** An employer of a unit with a row in each of its tables. */
async function addJob(unitId: string) {
  const id = uuidv7()
  const number = unitId === elsewhere ? '99000001' : '99000002'
  await owner(
    `insert into jobs.employer (id, unit_id, kind, name, registration_no, place, contact_name, phone, registered_on)
     values ($1, $2, 'household', 'x', $3, 'x', 'x', '+84912345678', '2026-01-01')`,
    [id, unitId, number],
  )
  await owner(
    `insert into jobs.vacancy (id, employer_id, unit_id, title, description, field, is_abroad, place, salary_from, salary_to, hours,
       language, housing, slots, ends_on, state, created_on)
     values ($1, $1, $2, 'x', 'x', 'other', false, 'x', 1, 1, 'x', 'x', 'none', 1, '2027-01-01', 'draft', '2026-01-01')`,
    [id, unitId],
  )
  await owner(
    `insert into jobs.report (id, vacancy_id, unit_id, reason, reported_at) values ($1, $1, $2, 'other', now())`,
    [id, unitId],
  )
  await owner(
    `insert into jobs.application (id, vacancy_id, employer_id, unit_id, way, name, phone, sent_at, consent_text_version, delete_after)
     values ($1, $1, $1, $2, 'call', 'x', '+84912345678', now(), 'x', '2027-01-01')`,
    [id, unitId],
  )
  await owner(
    `insert into jobs.fair_vacancy (activity_id, vacancy_id, unit_id) select a.id, $1, $2 from campaigns.activity a limit 1`,
    [id, unitId],
  )
  if (unitId !== elsewhere) return
  await owner(
    `insert into jobs.placement (id, unit_id, person_id, employer_name, job, place, is_abroad, started_on, consent_text_version, consent_method, consented_at, recorded_by)
     values ($1, $2, $3, 'x', 'x', 'x', false, '2026-06-01', 'x', 'self', now(), $3)`,
    [id, unitId, people.outside],
  )
  await owner(`insert into jobs.profile (person_id, updated_at) values ($1, now())`, [
    people.outside,
  ])
  await owner(
    `insert into jobs.saved_search (id, person_id, made_on) values ($1, $2, '2026-01-01')`,
    [id, people.outside],
  )
}

/** A poster of a unit, scanned. */
async function addLink(unitId: string) {
  const code = unitId === elsewhere ? 'WA2222X' : 'WA3333X'
  await owner(
    `with made as (insert into links.link (id, unit_id, path, made_on) values ($1, $2, '/gallery', '2026-06-01') returning id)
     insert into links.place (code, link_id, unit_id, name, hung_on) select $3, id, $2, 'x', '2026-06-01' from made`,
    [uuidv7(), unitId, code],
  )
  await owner(
    `insert into links.scan (code, unit_id, day, slot, scans) values ($1, $2, '2026-06-01', 0, 1)`,
    [code, unitId],
  )
}

/** A hub of a unit with something in each of its tables. */
async function addStall(unitId: string) {
  const [id, orderId] = [uuidv7(), uuidv7()]
  const sign = unitId === elsewhere ? 'A' : 'B'
  for (const text of [
    `insert into market.stall (id, unit_id, name) values ($1, $2, 'x')`,
    `insert into market.product (id, stall_id, unit_id, name, kind, unit_of_sale, price, stock) values ($1, $1, $2, 'x', 'tea', 'kg', 1, 5)`,
    `insert into market.photo (id, product_id, stall_id, unit_id, sha256, size, added_at) values ($1, $1, $1, $2, repeat('0', 64), 1, now())`,
    `insert into market.cycle (id, stall_id, unit_id, title, opens_on, closes_on, handover_on, place)
     values ($1, $1, $2, 'x', '2026-06-01', '2026-06-02', '2026-06-03', 'x')`,
    `insert into market.cycle_offer (cycle_id, product_id, stall_id, hub_id, unit_id, offered_at) values ($1, $1, $1, $1, $2, now())`,
    `insert into market.book_entry (id, stall_id, unit_id, kind, category, amount, booked_on) values ($1, $1, $2, 'income', 'other', 1, '2026-06-01')`,
    `insert into market.payout (cycle_id, stall_id, hub_id, unit_id, goods, fee, amount, paid_on) values ($1, $1, $1, $2, 1, 0, 1, '2026-06-03')`,
  ])
    await owner(text, [id, unitId])
  await owner(
    `insert into market.sales_order (id, number, stall_id, unit_id, token_hash, delivery_way, payment_way, goods, delivery_fee, total, placed_at)
     values ($1, $2, $3, $4, $5, 'pickup', 'transfer', 1, 0, 1, now())`,
    [orderId, `XK${sign.repeat(8)}`, id, unitId, Buffer.from(sign)],
  )
  await owner(
    `insert into market.order_line (order_id, product_id, stall_id, seller_id, unit_id, name, unit_of_sale, price, quantity)
     values ($1, $2, $2, $2, $3, 'x', 'kg', 1, 1)`,
    [orderId, id, unitId],
  )
  await owner(
    `insert into market.transfer (id, stall_id, unit_id, order_id, source, account_key, key, amount, booked_on, verdict, told_at)
     values ($1, $2, $3, $4, 'statement', $5, 'x', 1, '2026-06-01', 'known', now())`,
    [uuidv7(), id, unitId, orderId, Buffer.from(sign)],
  )
}

/** A vote of a unit, closed, with something in each of its tables. */
async function addVote(unitId: string) {
  const voteId = uuidv7()
  const row = [voteId, unitId]
  await owner(
    `insert into voting.vote (id, unit_id, method, kind, title, num, den, at_least, base, quorum_num, quorum_den, source, held_on)
     values ($1, $2, 'secret', 'motion', 'x', 1, 2, false, 'present', 2, 3, 'x', '2026-06-15')`,
    row,
  )
  await owner(
    `insert into voting.candidate (vote_id, unit_id, number, name) values ($1, $2, 1, 'x')`,
    row,
  )
  await owner(`insert into voting.key (vote_id, sealed) values ($1, '')`, [voteId])
  const elector = [...row, people.outside]
  await owner(
    `insert into voting.elector (vote_id, unit_id, person_id, name) values ($1, $2, $3, 'x')`,
    elector,
  )
  await owner(`update voting.vote set state = 'casting', entitled = 1, present = 1 where id = $1`, [
    voteId,
  ])
  await owner(
    `insert into voting.draw (vote_id, unit_id, person_id, drawn_by, blinded, blind_signature) values ($1, $2, $3, $3, '', '')`,
    elector,
  )
  await owner(
    `insert into voting.choice (vote_id, unit_id, person_id, given_by, choice) values ($1, $2, $3, $3, 'approve')`,
    elector,
  )
  await owner(`insert into voting.entered (vote_id, unit_id, counts) values ($1, $2, '{}')`, row)
  await owner(
    `insert into voting.ballot (vote_id, unit_id, token, prefix, signature, choice, proof)
     values ($1, $2, decode(repeat('00', 65), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 256), 'hex'),
             'approve', decode(repeat('00', 64), 'hex'))`,
    row,
  )
  await owner(`update voting.vote set state = 'closed', outcome = '{}' where id = $1`, [voteId])
}

/** A course of a unit with everything that somebody has done of it. */
async function addLearning(unitId: string, personId: string) {
  const course = await aCourse(database, { unitId })
  await aCertificate(database, {
    personId,
    unitId,
    courseId: course.id,
    versionId: course.versionId,
  })
  const [submissionId, pathId] = [uuidv7(), uuidv7()]
  await owner(
    `insert into learning.lesson_done (person_id, course_id, lesson, version_id, unit_id, done_at) values ($1, $2, 'mot', $3, $4, now())`,
    [personId, course.id, course.versionId, unitId],
  )
  await owner(
    `insert into learning.submission (id, person_id, unit_id, course_id, version_id, body, submitted_at) values ($1, $2, $3, $4, $5, 'x', now())`,
    [submissionId, personId, unitId, course.id, course.versionId],
  )
  await owner(
    `insert into learning.submission_file (id, submission_id, person_id, unit_id, size, sha256) values ($1, $2, $3, $4, 1, repeat('0', 64))`,
    [uuidv7(), submissionId, personId, unitId],
  )
  await owner(
    `insert into learning.path (id, unit_id, title, audience, due_on, opened_on) values ($1, $2, 'x', 'members', '2026-12-01', '2026-06-01')`,
    [pathId, unitId],
  )
  await owner(
    `insert into learning.path_course (path_id, unit_id, course_id, rank) values ($1, $2, $3, 1)`,
    [pathId, unitId, course.id],
  )
  await owner(
    `insert into learning.reminder (id, path_id, unit_id, people, reminded_on) values ($1, $2, $3, 1, '2026-06-02')`,
    [uuidv7(), pathId, unitId],
  )
  await owner(
    `insert into learning.badge_key (id, public_key) values ('k' || left(md5($1::text), 12), sha256($1::text::bytea))`,
    [unitId],
  )
}

/** As the officer of one commune, or as nobody where there is no person. */
async function as<Result>(personId: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: database.appUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('app.person_id', $1, true), set_config('app.account_id', $2, true), set_config('app.today', '2026-06-15', true)`,
      [personId, personId ? uuidv7() : ''],
    )
    return await work(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

/** What came of a statement: how many rows, or the code of the refusal. It leaves no trace. */
async function tried(client: pg.Client, text: string, values: unknown[] = []) {
  await client.query('savepoint before')
  try {
    return (await client.query(text, values)).rowCount ?? 0
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.query('rollback to savepoint before')
  }
}
const denied = '42501'

const below = `select unit_id from access.reach where ancestor_id = '%'`
/** Papers, and what belongs to them, of units that are not the officer's and that nobody sent to theirs. */
function papersOf(table: string, side: 'inside' | 'outside', units: string): string {
  const not = side === 'inside' ? '' : 'not'
  const other = `unit_id ${not} in (${units}) and ${not} exists (select from documents.delivery v
    where v.document_id = d.id and v.unit_id in (${units}))`
  switch (table) {
    case 'documents.document':
      return `id in (select d.id from documents.document d where d.${other})`
    case 'documents.useful':
      return `person_id <> '${officer.personId}'`
    case 'documents.delivery':
      return `unit_id ${not} in (${units}) and from_unit_id ${not} in (${units})`
    default:
      return `document_id in (select d.id from documents.document d where d.${other})`
  }
}
/** Rows of the officer's own units, or of others; their own earlier stays are theirs wherever they were. */
function condition(table: string, side: 'inside' | 'outside'): string {
  const units = below.replace('%', officer.unitId)
  const not = side === 'inside' ? '' : 'not '
  if (tables[table] === 'sent') return papersOf(table, side, units)
  if (tables[table] === 'person') return `person_id = '${people[side]}'`
  // What is published is for everybody, wherever it comes from.
  const isHidden: Record<string, string> = {
    'ideas.idea': 'not is_public',
    'ideas.comment': 'not ideas.is_public(idea_id)',
    // An officer decides for an employer of theirs that has no account.
    'jobs.application': `employer_id not in (select id from jobs.employer where account_id is null and unit_id in (${units}))`,
    'jobs.vacancy': 'not is_public',
    'jobs.fair_vacancy': 'not jobs.is_public(vacancy_id)',
    'outreach.campaign': 'not outreach.campaign_is_public(id)',
    'outreach.post': 'not is_public',
    'outreach.text': 'not outreach.is_public(post_id)',
    'outreach.file': 'not outreach.is_public(post_id)',
    'outreach.audience': 'not outreach.is_public(post_id)',
    'outreach.quiz': 'not outreach.is_public(post_id)',
  }
  const hidden = isHidden[table] ? ` and ${isHidden[table]}` : ''
  const notSelf = table === 'members.membership' ? ` and person_id <> '${officer.personId}'` : ''
  return `unit_id ${not}in (${units})${notSelf}${hidden}`
}

test('each table is listed here, has row-level security, and belongs to another role than the application’s', async () => {
  const found = await owner(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as walled, pg_get_userbyid(c.relowner) as owner
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = any ($1) order by 1`,
    [schemas],
  )
  expect(found.map(({ name }) => name)).toEqual(Object.keys(tables).sort())
  expect(found.filter(({ walled }) => !walled).map(({ name }) => name)).toEqual([])
  expect(found.filter((row) => /^xungkich_(app|auth)$/.test(row.owner))).toEqual([])
  const others = await owner(
    `select n.nspname from pg_namespace n where n.nspname !~ '^(pg_|information_schema|public$|tasks$)' and n.nspname <> all ($1)
        and exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p'))`,
    [schemas],
  )
  expect(others).toEqual([])
})

test('the application’s roles can neither pass by the walls nor change them', async () => {
  const roles = await owner(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname in ('xungkich_app', 'xungkich_auth') order by 1`,
  )
  const harmless = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
  }
  expect(roles).toEqual([
    { rolname: 'xungkich_app', ...harmless },
    { rolname: 'xungkich_auth', ...harmless },
  ])
})

test('a function that runs with its owner’s rights looks names up in a path of its own', async () => {
  const open = await owner(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname = any ($1) and not coalesce(array_to_string(p.proconfig, ' '), '') ~ 'search_path='`,
    [[...schemas, 'platform']],
  )
  expect(open).toEqual([])
})

test('reading: of somebody else’s units nothing, though there is something', async () => {
  const leaks: string[] = []
  await as(officer.personId, async (client) => {
    for (const table of ofKind('unit', 'sent', 'person', 'own', 'closed')) {
      const isOfUnits = ofKind('unit', 'sent', 'person').includes(table)
      const text = `select from ${table} where ${isOfUnits ? condition(table, 'outside') : 'true'}`
      const there = (await owner(text)).length
      if (there === 0 && tables[table] !== 'closed') leaks.push(`${table}: nothing to hide`)
      const seen = await tried(client, text)
      if (seen !== 0 && seen !== denied) leaks.push(`${table}: ${seen}`)
    }
    for (const table of [
      'members.person',
      'members.membership',
      'members.card',
      'campaigns.check_in',
    ]) {
      const own = await tried(client, `select from ${table} where ${condition(table, 'inside')}`)
      expect(own, table).toBeGreaterThan(0)
    }
  })
  expect(leaks).toEqual([])
})

test('nobody, or somebody without any office, reads nothing but what is no secret', async () => {
  const leaks: string[] = []
  await as('', async (client) => {
    for (const table of Object.keys(tables)) {
      const seen = await tried(client, `select from ${table}`)
      if (seen !== 0 && seen !== denied && !openToAll.includes(table)) leaks.push(table)
    }
  })
  expect(leaks).toEqual([])
})
/** What people may be helped with, which role may do what, and the public keys of cards. */
const openToAll = [
  'members.card_key',
  'assists.service',
  'assists.procedure',
  'access.role_type',
  'access.role_permission',
  'documents.type',
  // Of what is public, no more: src/modules/tourism/server.
  'tourism.photo',
  'tourism.place',
  'tourism.room',
  // What everybody finds at the front door: nothing else is in it.
  'platform.public_entry',
  // Of what is published, no more: src/modules/ideas/server/life.db.test.ts.
  'ideas.idea',
  'ideas.comment',
  // The same of vacancies: src/modules/jobs/server/board.db.test.ts.
  'jobs.vacancy',
  'jobs.fair_vacancy',
  // Courses that are published, no more: src/modules/learning/server.
  'learning.course',
  'learning.version',
  'learning.media',
  'learning.badge_key',
  // The same: src/modules/outreach/server/life.db.test.ts.
  'outreach.campaign',
  'outreach.post',
  'outreach.text',
  'outreach.file',
  'outreach.audience',
  'outreach.quiz',
]

test('writing: not a row of another unit can be added, changed, removed, or one’s own moved there', async () => {
  const leaks: string[] = []
  await as(officer.personId, async (client) => {
    for (const table of Object.keys(tables)) {
      for (const [what, came] of await writesOutside(client, table)) {
        if (meant.includes(`${what} ${table}`)) continue
        if (came !== denied && (what === 'add' || came !== 0))
          leaks.push(`${what} ${table}: ${came}`)
      }
    }
  })
  expect(leaks).toEqual([])
})

/** Whoever issues cards retires the key that the installation's secret no longer gives; it is nobody's own. */
const meant = [
  'change members.card_key',
  // Rooms of one's own places, which have no unit of their own; another's: foreign-officer.db.test.ts.
  'change tourism.room',
]

async function writesOutside(client: pg.Client, table: string) {
  const columns = await owner(
    `select attname as name, has_column_privilege('xungkich_app', attrelid, attname, 'update') as changeable
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  )
  const isApart = ['unit', 'sent', 'person', 'own'].includes(tables[table] ?? '')
  const hasUnit = columns.some(({ name }) => name === 'unit_id')
  const isNarrowed = hasUnit || ['person', 'sent'].includes(tables[table] ?? '')
  const outside = isNarrowed ? condition(table, 'outside') : 'true'
  const { name: column } = columns.find(({ changeable }) => changeable) ?? columns[0]
  const came: [what: string, came: number | string][] = [
    ['change', await tried(client, `update ${table} set ${column} = ${column} where ${outside}`)],
    ['remove', await tried(client, `delete from ${table} where ${outside}`)],
  ]
  if (!hasUnit && !isApart) return came
  const [found] = await owner(`select to_jsonb(t) as row from ${table} t where ${outside} limit 1`)
  if (found) {
    const copy = { ...found.row, ...(typeof found.row.id === 'string' && { id: uuidv7() }) }
    const names = columns.map(({ name }) => name).join(', ')
    const text = `insert into ${table} (${names}) select ${names} from jsonb_populate_record(null::${table}, $1)`
    came.push(['add', await tried(client, text, [JSON.stringify(copy)])])
  }
  // A row of a list may name any unit while it waits: the import asks again before it writes.
  const mayMove = table === 'members.import_row'
  if (
    hasUnit &&
    !mayMove &&
    columns.some(({ name, changeable }) => name === 'unit_id' && changeable)
  ) {
    const text = `update ${table} set unit_id = $1 where ${condition(table, 'inside')}`
    came.push(['move out', await tried(client, text, [elsewhere])])
  }
  return came
}
