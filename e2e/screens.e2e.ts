import { globSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { paragraph } from '../src/platform/server/pdf/blocks.ts'
import { makePdf } from '../src/platform/server/pdf/make-pdf.ts'
import { expectFitsThumb, expectNoAxeViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { signIn } from './support/field.ts'
import { useServer } from './support/server.ts'

const browser = useBrowser()
const server = useServer()

/** Whose screen it is, and the way there: addresses, and links to follow from the page before. */
type Way = readonly (string | RegExp)[]
const stranger = undefined
const provinceOfficer = '0300000002'
const communeSecretary = '0300000005'
const communeOfficer = '0300000006'
const branchSecretary = '0300000007'
const member = '0300000010'

const aMember = ['/members?q=sung', /^\/members\/[0-9a-f-]{36}$/] as const
const aCampaign = ['/campaigns', /^\/campaigns\/[0-9a-f-]{36}$/] as const
const anActivity = ['/home', /^\/activities\/[0-9a-f-]{36}$/] as const
const anAssist = ['/assists', /^\/assists\/[0-9a-f-]{36}$/] as const
const aUnit = ['/units?q=pa vi', /^\/units\/[0-9a-f-]{36}$/] as const
const aReform = ['/restructuring', /^\/restructuring\/[0-9a-f-]{36}$/] as const
const aMeeting = ['/meetings', /^\/meetings\/[0-9a-f-]{36}$/] as const
const aPastMeeting = ['/meetings?when=past', /^\/meetings\/[0-9a-f-]{36}$/] as const
const anIdea = ['/ideas', /^\/ideas\/[0-9a-f-]{36}$/] as const
const aJob = ['/jobs', /^\/jobs\/[0-9a-f-]{36}$/] as const
const aVacancy = ['/recruitment', /^\/recruitment\/vacancies\/[0-9a-f-]{36}$/] as const
const employer = '0300000030'
const ownVacancy = ['/employer', /^\/employer\/vacancies\/[0-9a-f-]{36}$/] as const
const aPublicCourse = ['/learn', /^\/learn\/[a-z0-9-]+$/] as const
const aCourse = ['/learning', /^\/learning\/[0-9a-f-]{36}$/] as const
const aDraft = ['course'] as const
const aProduct = /^\/market\/[0-9a-f-]{36}$/
const aStall = ['/stalls', /^\/stalls\/[0-9a-f-]{36}$/] as const
const aPublicIdea = /^\/gallery\/[0-9a-f-]{36}$/
const aVenture = ['/ventures/register', /^\/ventures\/register\/[0-9a-f-]{36}$/] as const
const aProgramme = ['/ventures/capital', /^\/ventures\/capital\/[0-9a-f-]{36}$/] as const
const aPost = ['/outreach?show=published', /^\/outreach\/[0-9a-f-]{36}$/] as const
const aDraftPost = ['/outreach?show=draft', /^\/outreach\/[0-9a-f-]{36}$/] as const
const aPublicPost = /^\/news\/[0-9a-f-]{36}$/
const anIndicator = ['/reports/provincial', /^\/reports\/provincial\/people_helped\?/] as const

const aPaper = ['/documents?show=outgoing', /^\/documents\/[0-9a-f-]{36}$/] as const
const anExperience = ['/experiences', /^\/experiences\/[0-9a-f-]{36}$/] as const
const aVote = (title: string) =>
  [`/votes?q=${encodeURIComponent(title)}`, /^\/votes\/[0-9a-f-]{36}$/] as const
const election = aVote('bau ban chap hanh chi doan nhiem ky moi')
const openVote = aVote('chu nhat xanh')
const draftVote = aVote('ket nap doan vien moi')

const screens: { route: string; who: string | undefined; way: Way }[] = [
  { route: '/(auth)/sign-in', who: stranger, way: ['/sign-in'] },
  { route: '/api/docs', who: stranger, way: ['/api/docs'] },
  { route: '/(public)/verify', who: stranger, way: ['/verify'] },
  { route: '/(public)/verify/[code]', who: stranger, way: ['/verify/0000000000000000'] },
  { route: '/(app)/signing', who: branchSecretary, way: ['/signing'] },
  { route: '/(app)/signing/new', who: branchSecretary, way: ['/signing/new'] },
  { route: '/(app)/signing/[requestId]', who: branchSecretary, way: ['paper'] },
  { route: '/(public)/verify/[code]', who: branchSecretary, way: ['paper', /^\/verify\//] },
  { route: '/(app)/signing/certificates', who: branchSecretary, way: ['/signing/certificates'] },
  { route: '/(app)/home', who: member, way: ['/home'] },
  { route: '/(app)/home', who: communeOfficer, way: ['/home'] },
  { route: '/(app)/notices', who: member, way: ['/notices'] },
  { route: '/(app)/assignments', who: communeOfficer, way: ['/assignments?show=given'] },
  {
    route: '/(app)/assignments/[assignmentId]/edit',
    who: communeOfficer,
    way: ['/assignments?show=given', /\/edit$/],
  },
  { route: '/(app)/documents', who: communeSecretary, way: ['/documents'] },
  { route: '/(app)/documents', who: member, way: ['/documents'] },
  { route: '/(app)/documents/new', who: branchSecretary, way: ['/documents/new'] },
  {
    route: '/(app)/documents/incoming/new',
    who: communeSecretary,
    way: ['/documents/incoming/new'],
  },
  {
    route: '/(app)/documents/search',
    who: communeSecretary,
    way: ['/documents/search?q=dich vu cong'],
  },
  { route: '/(app)/documents/settings', who: communeSecretary, way: ['/documents/settings'] },
  { route: '/(app)/documents/[documentId]', who: communeSecretary, way: aPaper },
  { route: '/(public)/share/[token]', who: communeSecretary, way: [...aPaper, 'share'] },
  {
    route: '/(app)/documents/[documentId]/edit',
    who: branchSecretary,
    way: ['/documents?show=drafts', /^\/documents\/[0-9a-f-]{36}$/, /\/edit$/],
  },
  { route: '/(app)/experiences', who: member, way: ['/experiences'] },
  { route: '/(app)/experiences/new', who: branchSecretary, way: ['/experiences/new'] },
  { route: '/(app)/experiences/[experienceId]', who: branchSecretary, way: anExperience },
  {
    route: '/(app)/experiences/[experienceId]/edit',
    who: communeSecretary,
    way: [...anExperience, /\/edit$/],
  },
  { route: '/(app)/account', who: member, way: ['/account'] },
  { route: '/(app)/account/card', who: member, way: ['/account/card'] },
  { route: '/(app)/account/security', who: member, way: ['/account/security'] },
  {
    route: '/(app)/account/security/second-factor',
    who: communeSecretary,
    way: ['/account/security/second-factor'],
  },
  { route: '/(auth)/account/password', who: member, way: ['/account/password'] },
  { route: '/(app)/members', who: branchSecretary, way: ['/members'] },
  { route: '/(app)/members/new', who: branchSecretary, way: ['/members/new'] },
  { route: '/(app)/members/[personId]', who: branchSecretary, way: aMember },
  {
    route: '/(app)/members/[personId]/edit',
    who: branchSecretary,
    way: [...aMember, /^\/members\/[0-9a-f-]{36}\/edit$/],
  },
  {
    route: '/(app)/members/[personId]/offices',
    who: communeSecretary,
    way: [...aMember, /\/offices$/],
  },
  {
    route: '/(app)/members/[personId]/account',
    who: communeSecretary,
    way: [...aMember, /^\/members\/[0-9a-f-]{36}\/account$/],
  },
  { route: '/(app)/members/bulk', who: branchSecretary, way: ['/members/bulk'] },
  { route: '/(app)/members/cards', who: branchSecretary, way: ['/members/cards'] },
  { route: '/(app)/members/import', who: branchSecretary, way: ['/members/import'] },
  { route: '/(app)/members/import/[importId]', who: branchSecretary, way: ['import'] },
  { route: '/(app)/units', who: communeOfficer, way: ['/units'] },
  { route: '/(app)/units/[unitId]', who: communeSecretary, way: aUnit },
  { route: '/(app)/units/[unitId]/story', who: communeSecretary, way: [...aUnit, /\/story$/] },
  { route: '/(app)/units/[unitId]/new', who: communeSecretary, way: [...aUnit, /\/new$/] },
  {
    route: '/(app)/units/[unitId]/edit',
    who: communeSecretary,
    way: ['/units?q=thon pa vi ha', /^\/units\/[0-9a-f-]{36}$/, /\/edit$/],
  },
  { route: '/(app)/units/sets', who: provinceOfficer, way: ['/units/sets'] },
  {
    route: '/(app)/units/sets/[setId]',
    who: provinceOfficer,
    way: ['set'],
  },
  { route: '/(app)/restructuring', who: provinceOfficer, way: ['/restructuring'] },
  { route: '/(app)/restructuring/new', who: provinceOfficer, way: ['/restructuring/new'] },
  { route: '/(app)/restructuring/[draftId]', who: provinceOfficer, way: ['reform'] },
  {
    route: '/(app)/restructuring/[draftId]/add',
    who: provinceOfficer,
    way: [...aReform, /\/add$/, /\?kind=merge$/],
  },
  {
    route: '/(app)/restructuring/[draftId]/table',
    who: provinceOfficer,
    way: [...aReform, 'table'],
  },
  {
    route: '/(app)/restructuring/[draftId]/edit',
    who: provinceOfficer,
    way: [...aReform, /\/edit$/],
  },
  {
    route: '/(app)/restructuring/[draftId]/questions',
    who: provinceOfficer,
    way: [...aReform, /\/questions$/],
  },
  {
    route: '/(app)/restructuring/[draftId]/compare',
    who: provinceOfficer,
    way: [...aReform, /\/compare$/],
  },
  {
    route: '/(app)/restructuring/[draftId]/offices',
    who: provinceOfficer,
    way: [...aReform, /\/offices$/],
  },
  {
    route: '/(app)/restructuring/[draftId]/apply',
    who: provinceOfficer,
    way: [...aReform, /\/apply$/],
  },
  { route: '/(app)/meetings', who: branchSecretary, way: ['/meetings'] },
  { route: '/(app)/meetings/new', who: branchSecretary, way: ['/meetings/new'] },
  { route: '/(app)/meetings/rules', who: provinceOfficer, way: ['/meetings/rules'] },
  { route: '/(app)/meetings/[meetingId]', who: branchSecretary, way: aMeeting },
  { route: '/(app)/meetings/[meetingId]', who: member, way: aMeeting },
  {
    route: '/(app)/meetings/[meetingId]/edit',
    who: branchSecretary,
    way: [...aMeeting, /\/edit$/],
  },
  {
    route: '/(app)/meetings/[meetingId]/agenda',
    who: branchSecretary,
    way: [...aMeeting, /\/agenda$/],
  },
  { route: '/(app)/meetings/[meetingId]/run', who: branchSecretary, way: [...aMeeting, 'run'] },
  {
    route: '/(app)/meetings/[meetingId]/room',
    who: branchSecretary,
    way: [...aMeeting, /\/room$/],
  },
  { route: '/(app)/meetings/[meetingId]/here', who: member, way: [...aMeeting, 'here'] },
  {
    route: '/(app)/meetings/[meetingId]/minutes',
    who: branchSecretary,
    way: [...aPastMeeting, /\/minutes$/],
  },
  {
    route: '/(app)/meetings/[meetingId]/minutes/print',
    who: branchSecretary,
    way: [...aPastMeeting, /\/minutes$/, /\/minutes\/print$/],
  },
  {
    route: '/(public)/invitation/[token]',
    who: branchSecretary,
    way: [...aMeeting, 'invitation'],
  },
  { route: '/(app)/votes', who: member, way: ['/votes'] },
  { route: '/(app)/votes', who: branchSecretary, way: ['/votes'] },
  { route: '/(app)/votes/new', who: branchSecretary, way: ['/votes/new'] },
  { route: '/(app)/votes/[voteId]', who: member, way: election },
  { route: '/(app)/votes/[voteId]', who: member, way: openVote },
  { route: '/(app)/votes/[voteId]/run', who: branchSecretary, way: [...draftVote, /\/run$/] },
  { route: '/(app)/votes/[voteId]/run', who: branchSecretary, way: [...openVote, /\/run$/] },
  {
    route: '/(room)/votes/[voteId]/room',
    who: branchSecretary,
    way: [...openVote, /\/run$/, /\/room$/],
  },
  { route: '/(app)/votes/[voteId]/published', who: member, way: [...election, /\/published$/] },
  { route: '/(app)/campaigns', who: communeOfficer, way: ['/campaigns'] },
  { route: '/(app)/campaigns/new', who: communeOfficer, way: ['/campaigns/new'] },
  { route: '/(app)/campaigns/[campaignId]', who: communeOfficer, way: aCampaign },
  {
    route: '/(app)/campaigns/[campaignId]/new',
    who: communeOfficer,
    way: [...aCampaign, /^\/campaigns\/[0-9a-f-]{36}\/new$/],
  },
  { route: '/(app)/activities/[activityId]', who: communeOfficer, way: anActivity },
  {
    route: '/(app)/activities/[activityId]/team',
    who: communeOfficer,
    way: [...anActivity, /\/team$/],
  },
  {
    route: '/(app)/activities/[activityId]/edit',
    who: communeOfficer,
    way: [...anActivity, /^\/activities\/[0-9a-f-]{36}\/edit$/],
  },
  {
    route: '/(app)/campaigns/[campaignId]/edit',
    who: provinceOfficer,
    way: [...aCampaign, /^\/campaigns\/[0-9a-f-]{36}\/edit$/],
  },
  { route: '/(app)/assists', who: communeOfficer, way: ['/assists'] },
  { route: '/(app)/assists/[assistId]', who: communeOfficer, way: anAssist },
  {
    route: '/(app)/assists/[assistId]/correct',
    who: communeOfficer,
    way: [...anAssist, /\/correct$/],
  },
  { route: '/(public)/learn', who: stranger, way: ['/learn'] },
  { route: '/(public)/learn/[slug]', who: stranger, way: aPublicCourse },
  {
    route: '/(public)/learn/[slug]/[lesson]',
    who: stranger,
    way: [
      ...aPublicCourse,
      /^\/learn\/[a-z0-9-]+\/(dinh-danh-la-gi|khong-tien-mat|dich-vu-cong-la-gi)$/,
    ],
  },
  {
    route: '/(public)/learn/[slug]/practice',
    who: stranger,
    way: [...aPublicCourse, /\/practice$/],
  },
  { route: '/(public)/learn/[slug]/keep', who: stranger, way: [...aPublicCourse, /\/keep$/] },
  { route: '/(public)/verify/certificate', who: stranger, way: ['/verify/certificate'] },
  {
    route: '/(public)/verify/certificate/[code]',
    who: stranger,
    way: ['/verify/certificate/0000000000000000'],
  },
  { route: '/(app)/learning', who: member, way: ['/learning'] },
  { route: '/(app)/learning', who: communeSecretary, way: ['/learning'] },
  { route: '/(app)/learning/[courseId]', who: member, way: aCourse },
  { route: '/(app)/learning/[courseId]/exam', who: member, way: [...aCourse, /\/exam$/] },
  {
    route: '/(app)/learning/certificates/[certificateId]',
    who: provinceOfficer,
    way: [
      '/reports/provincial/courses_completed/records',
      /^\/learning\/certificates\/[0-9a-f-]{36}$/,
    ],
  },
  { route: '/(app)/learning/tasks', who: branchSecretary, way: ['/learning/tasks'] },
  { route: '/(app)/learning/paths', who: communeSecretary, way: ['/learning/paths'] },
  { route: '/(app)/learning/paths/new', who: communeSecretary, way: ['/learning/paths/new'] },
  {
    route: '/(app)/learning/paths/[pathId]',
    who: communeSecretary,
    way: ['/learning/paths', /^\/learning\/paths\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/learning/authoring', who: communeSecretary, way: ['/learning/authoring'] },
  {
    route: '/(app)/learning/authoring/new',
    who: communeSecretary,
    way: ['/learning/authoring/new'],
  },
  { route: '/(app)/learning/authoring/[versionId]', who: communeSecretary, way: aDraft },
  {
    route: '/(app)/learning/authoring/[versionId]/lesson',
    who: communeSecretary,
    way: [...aDraft, /\/lesson$/],
  },
  {
    route: '/(app)/learning/authoring/[versionId]/question',
    who: communeSecretary,
    way: [...aDraft, /\/question\?use=exam$/],
  },
  { route: '/(public)', who: stranger, way: ['/'] },
  { route: '/(public)/search', who: stranger, way: ['/search?q=khai sinh'] },
  { route: '/(public)/procedures', who: stranger, way: ['/procedures'] },
  { route: '/(public)/procedures/[code]', who: stranger, way: ['/procedures/birth_registration'] },
  {
    route: '/(public)/events/[activityId]',
    who: stranger,
    way: ['/', /^\/events\/[0-9a-f-]{36}$/],
  },
  { route: '/(public)/open/[app]', who: stranger, way: ['/open/vneid'] },
  { route: '/(public)/places', who: stranger, way: ['/places'] },
  {
    route: '/(public)/places/[placeId]',
    who: stranger,
    way: ['/places?kind=homestay', /^\/places\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/tourism', who: communeOfficer, way: ['/tourism'] },
  { route: '/(app)/tourism/new', who: communeOfficer, way: ['/tourism/new'] },
  { route: '/(public)/ask', who: stranger, way: ['/ask'] },
  { route: '/(app)/requests', who: communeOfficer, way: ['/requests'] },
  { route: '/(public)/gallery', who: stranger, way: ['/gallery'] },
  { route: '/(public)/gallery/[ideaId]', who: stranger, way: ['/gallery', aPublicIdea] },
  { route: '/(public)/gallery/[ideaId]', who: branchSecretary, way: ['/gallery', aPublicIdea] },
  { route: '/(public)/gallery/propose', who: stranger, way: ['/gallery/propose'] },
  { route: '/(public)/jobs', who: stranger, way: ['/jobs'] },
  { route: '/(public)/jobs/[vacancyId]', who: stranger, way: aJob },
  { route: '/(public)/jobs/[vacancyId]/apply', who: stranger, way: [...aJob, /\/apply$/] },
  { route: '/(public)/jobs/[vacancyId]/apply', who: member, way: [...aJob, /\/apply$/] },
  { route: '/(public)/jobs/[vacancyId]/report', who: stranger, way: [...aJob, /\/report$/] },
  { route: '/(public)/jobs/employers/new', who: stranger, way: ['/jobs/employers/new'] },
  { route: '/(app)/my-jobs', who: member, way: ['/my-jobs'] },
  { route: '/(app)/recruitment', who: communeOfficer, way: ['/recruitment'] },
  { route: '/(app)/recruitment/people', who: communeOfficer, way: ['/recruitment/people'] },
  { route: '/(app)/recruitment/employers', who: communeOfficer, way: ['/recruitment/employers'] },
  {
    route: '/(app)/recruitment/employers/[employerId]',
    who: communeOfficer,
    way: ['/recruitment/employers', /^\/recruitment\/employers\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/recruitment/vacancies/[vacancyId]', who: communeOfficer, way: aVacancy },
  {
    route: '/(app)/recruitment/vacancies/new',
    who: communeOfficer,
    way: ['/recruitment/vacancies/new'],
  },
  {
    route: '/(app)/recruitment/help/[vacancyId]',
    who: branchSecretary,
    way: [...aJob, /\/apply$/, /^\/recruitment\/help\//],
  },
  { route: '/(employer)/employer', who: employer, way: ['/employer'] },
  { route: '/(employer)/employer/vacancies/new', who: employer, way: ['/employer/vacancies/new'] },
  { route: '/(employer)/employer/vacancies/[vacancyId]', who: employer, way: ownVacancy },
  { route: '/(public)/news', who: stranger, way: ['/news'] },
  { route: '/(public)/news/[postId]', who: stranger, way: ['/news', aPublicPost] },
  { route: '/(public)/news/[postId]', who: stranger, way: ['/news?kind=policy', aPublicPost] },
  {
    route: '/(public)/news/[postId]/quiz',
    who: stranger,
    way: ['/news', /^\/news\/campaigns\//, /\/quiz$/],
  },
  {
    route: '/(public)/news/campaigns/[campaignId]',
    who: stranger,
    way: ['/news', /^\/news\/campaigns\//],
  },
  { route: '/(public)/news/follow', who: stranger, way: ['/news/follow'] },
  { route: '/(public)/news/confirm/[token]', who: stranger, way: ['/news/confirm/x'] },
  { route: '/(public)/news/unsubscribe/[token]', who: stranger, way: ['/news/unsubscribe/x'] },
  { route: '/(app)/outreach', who: communeSecretary, way: ['/outreach'] },
  { route: '/(app)/outreach/new', who: communeOfficer, way: ['/outreach/new'] },
  { route: '/(app)/outreach/campaigns', who: provinceOfficer, way: ['/outreach/campaigns'] },
  { route: '/(app)/outreach/[postId]', who: provinceOfficer, way: aPost },
  { route: '/(app)/outreach/[postId]/edit', who: communeOfficer, way: [...aDraftPost, /\/edit$/] },
  { route: '/(app)/outreach/[postId]/quiz', who: communeOfficer, way: [...aDraftPost, /\/quiz$/] },
  { route: '/(public)/market', who: stranger, way: ['/market'] },
  { route: '/(public)/market/[productId]', who: stranger, way: ['/market', aProduct] },
  {
    route: '/(public)/market/stalls/[stallId]',
    who: stranger,
    way: ['/market', aProduct, /^\/market\/stalls\//],
  },
  {
    route: '/(public)/market/cycles/[cycleId]',
    who: stranger,
    way: ['/market', /^\/market\/cycles\//],
  },
  {
    route: '/(public)/market/buy',
    who: stranger,
    way: ['/market', aProduct, /^\/market\/stalls\//, /^\/market\/buy/],
  },
  {
    route: '/(public)/market/orders/[token]',
    who: member,
    way: [...aStall, /\/orders\//, /\/market\/orders\//],
  },
  { route: '/(app)/stalls', who: member, way: ['/stalls'] },
  { route: '/(app)/stalls', who: communeSecretary, way: ['/stalls'] },
  { route: '/(app)/stalls/[stallId]', who: member, way: [...aStall] },
  {
    route: '/(app)/stalls/[stallId]/orders/[orderId]',
    who: member,
    way: [...aStall, /\/orders\//],
  },
  { route: '/(app)/stalls/[stallId]/products', who: member, way: [...aStall, 'products'] },
  {
    route: '/(app)/stalls/[stallId]/products/new',
    who: member,
    way: [...aStall, 'products', /\/products\/new$/],
  },
  {
    route: '/(app)/stalls/[stallId]/products/[productId]',
    who: member,
    way: [...aStall, 'products', /\/products\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/stalls/[stallId]/payments', who: member, way: [...aStall, 'payments'] },
  { route: '/(app)/stalls/[stallId]/books', who: member, way: [...aStall, 'books'] },
  { route: '/(app)/stalls/[stallId]/settings', who: member, way: [...aStall, 'settings'] },
  { route: '/(app)/stalls/[stallId]/cycles', who: communeSecretary, way: [...aStall, 'cycles'] },
  {
    route: '/(app)/stalls/[stallId]/cycles/[cycleId]',
    who: communeSecretary,
    way: [...aStall, 'cycles', /\/cycles\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/ideas', who: member, way: ['/ideas'] },
  { route: '/(app)/ideas', who: communeSecretary, way: ['/ideas'] },
  { route: '/(app)/ideas/new', who: member, way: ['/ideas/new'] },
  { route: '/(app)/ideas/[ideaId]', who: member, way: anIdea },
  { route: '/(app)/ideas/[ideaId]', who: communeSecretary, way: anIdea },
  { route: '/(app)/ideas/[ideaId]/merge', who: communeSecretary, way: [...anIdea, /\/merge$/] },
  { route: '/(app)/ideas/[ideaId]/edit', who: member, way: ['idea', /\/edit$/] },
  { route: '/(app)/ideas/bank', who: provinceOfficer, way: ['/ideas/bank'] },
  { route: '/(app)/ideas/proposals', who: communeSecretary, way: ['/ideas/proposals'] },
  { route: '/(app)/ideas/comments', who: provinceOfficer, way: ['/ideas/comments'] },
  { route: '/(public)/ventures', who: stranger, way: ['/ventures'] },
  {
    route: '/(public)/ventures/[ventureId]',
    who: stranger,
    way: ['/ventures', /^\/ventures\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/ventures/register', who: member, way: ['/ventures/register'] },
  { route: '/(app)/ventures/register', who: communeSecretary, way: ['/ventures/register'] },
  { route: '/(app)/ventures/register/new', who: communeSecretary, way: ['/ventures/register/new'] },
  { route: '/(app)/ventures/register/[ventureId]', who: communeSecretary, way: aVenture },
  {
    route: '/(app)/ventures/register/[ventureId]/edit',
    who: communeSecretary,
    way: [...aVenture, /\/edit$/],
  },
  { route: '/(app)/ventures/support', who: communeSecretary, way: ['/ventures/support'] },
  { route: '/(app)/ventures/mentors', who: provinceOfficer, way: ['/ventures/mentors'] },
  { route: '/(app)/ventures/mentors/new', who: provinceOfficer, way: ['/ventures/mentors/new'] },
  {
    route: '/(app)/ventures/mentors/[mentorId]',
    who: provinceOfficer,
    way: ['/ventures/mentors', /^\/ventures\/mentors\/[0-9a-f-]{36}$/],
  },
  { route: '/(app)/ventures/capital', who: member, way: ['/ventures/capital'] },
  { route: '/(app)/ventures/capital/new', who: provinceOfficer, way: ['/ventures/capital/new'] },
  { route: '/(app)/ventures/capital/[programmeId]', who: provinceOfficer, way: aProgramme },
  {
    route: '/(app)/ventures/capital/[programmeId]/apply',
    who: member,
    way: [...aProgramme, /\/apply$/],
  },
  { route: '/(app)/audit', who: provinceOfficer, way: ['/audit'] },
  { route: '/(app)/reports', who: communeOfficer, way: ['/reports'] },
  { route: '/(app)/reports/provincial', who: provinceOfficer, way: ['/reports/provincial'] },
  { route: '/(app)/reports/provincial/[indicator]', who: provinceOfficer, way: anIndicator },
  {
    route: '/(app)/reports/provincial/[indicator]/records',
    who: provinceOfficer,
    way: [...anIndicator, /\/records\?/],
  },
  {
    route: '/(app)/reports/provincial/print',
    who: provinceOfficer,
    way: ['/reports/provincial', /^\/reports\/provincial\/print/],
  },
]

/** Looked at by journeys of their own. */
const elsewhere = [
  // e2e/jobs.e2e.ts
  '/(public)/jobs/status/[token]',
  '/(public)/jobs/fairs/[activityId]',
  '/(app)/recruitment/fairs/[activityId]',
  '/(app)/recruitment/vacancies/[vacancyId]/edit',
  '/(employer)/employer/vacancies/[vacancyId]/edit',
  // e2e/learning.e2e.ts
  '/(app)/learning/tasks/[taskId]',
  // e2e/tourism.e2e.ts
  '/(public)/bookings/[link]',
  '/(app)/tourism/[placeId]',
  // e2e/front.e2e.ts
  '/(public)/ask/[link]',
  '/(auth)/welcome',
  '/(auth)/sign-in/second-factor',
]

test('each page has its case here, or a journey of its own', () => {
  const folder = join(import.meta.dirname, '../src/routes')
  const routes = globSync('**/+page.svelte', { cwd: folder }).map(
    (file) => `/${file.replace(/\/?\+page\.svelte$/, '').replaceAll('=id]', ']')}`,
  )
  const known = [...new Set([...screens.map(({ route }) => route), ...elsewhere])]
  expect(known.sort()).toEqual(routes.sort())
})

const people = [...new Set(screens.map(({ who }) => who))]

const screensOf = (who: string | undefined) => screens.filter((screen) => screen.who === who)
const faultsOf = new Map<string | undefined, string[]>()

// Two people at once, who has most to look at first: one page is measured while the server makes another.
beforeAll(async () => {
  const waiting = people.toSorted((one, other) => screensOf(other).length - screensOf(one).length)
  const lookOn = async () => {
    while (waiting.length > 0) {
      const who = waiting.shift()
      faultsOf.set(who, await lookAtAll(who))
    }
  }
  await Promise.all([lookOn(), lookOn()])
}, 600_000)

async function lookAtAll(who: string | undefined): Promise<string[]> {
  const page = await browser.phone(server.url)
  if (who) await signIn(page, who, who === employer ? '/employer' : '/home')
  const faults: string[] = []
  for (const { route, way } of screensOf(who)) {
    try {
      await go(page, way)
      await look(page, route)
    } catch (error) {
      const { message, actual } = error as Error & { actual?: unknown }
      faults.push(`${route}: ${actual || message}`)
      await keep(page, route, 'failed', true)
    }
  }
  await page.close()
  return faults
}

test.for(people)('every screen of %s fits a phone, a desk, day and night, and everybody', (who) => {
  expect(faultsOf.get(who)?.join('\n\n')).toBe('')
})

/** Steps that are more than an address. */
const steps: Record<string, (page: Page) => Promise<unknown>> = {
  import: handInList,
  reform: draftReform,
  set: makeSet,
  paper: handInPaper,
  table: bringTableIn,
  run: openMeeting,
  here: (page) => page.goto(`${page.url()}/here?code=x`),
  invitation: async (page) => page.goto(await page.locator('main input[readonly]').inputValue()),
  idea: draftIdea,
  course: draftCourse,
  share: sharePaper,
  ...Object.fromEntries(
    ['products', 'payments', 'cycles', 'books', 'settings'].map((part) => [
      part,
      (page: Page) => page.goto(`${page.url()}/${part}`),
    ]),
  ),
}

/** Opens the last page of a way; those before it are only read for their links, which the server writes. */
async function go(page: Page, way: Way) {
  let at: string | undefined
  const open = async () => {
    if (at) expect((await page.goto(at))?.status(), at).toBe(200)
    at = undefined
  }
  for (const step of way) {
    const made = typeof step === 'string' ? steps[step] : undefined
    if (made) {
      await open()
      await made(page)
    } else if (typeof step === 'string') at = step
    else at = await hrefLike(page, at ?? page.url(), step)
  }
  await open()
}

async function hrefLike(page: Page, address: string, pattern: RegExp): Promise<string> {
  const answer = await page.request.get(address)
  expect(answer.status(), address).toBe(200)
  const [main = ''] = /<main.*<\/main>/s.exec(await answer.text()) ?? []
  const hrefs = [...main.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  const found = hrefs.find((href) => pattern.test(href))
  if (!found) throw new Error(`No link like ${pattern} at ${address}`)
  return found
}

/** The page that a paper's link leads to, as anybody sees it. */
async function sharePaper(page: Page) {
  const form = page.locator('form[action="?/share"]')
  // Whatever it is folded away in.
  await form.evaluate((it) => {
    for (let at = it.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true
  })
  await form.locator('[type=submit]').click()
  const link = form.locator('xpath=preceding-sibling::ul').locator('input[readonly]').first()
  await link.waitFor()
  expect((await page.goto(await link.inputValue()))?.status()).toBe(200)
}

async function handInList(page: Page) {
  await page.goto('/members/import')
  const lines = ['Họ và tên,Ngày sinh', 'Vàng Thị Thử,31/02/2006', 'Sùng Mí Thử,03/04/2006']
  const file = {
    name: 'danh-sach.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  }
  await page.locator('[name=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
  await page.waitForURL(/import\/[0-9a-f-]{36}/)
}

/** A draft that splits a commune into two new ones and ends the districts, so that each step has something to show. */
async function draftReform(page: Page) {
  await page.goto('/restructuring/new')
  await page.locator('[name=title]').fill('Sắp xếp đơn vị thử')
  await page.locator('[name=effectiveOn]').fill('01/05/2024')
  await page.getByRole('button', { name: 'Lập phương án' }).click()
  await page.waitForURL(/restructuring\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: /Thêm giải thể/ }).click()
  await page.getByText(/^Giải thể Huyện đoàn Mèo Vạc/).waitFor()
  const draft = page.url()
  await page.goto(`${draft}/add?kind=split`)
  await page.locator('[name=unitIdText]').fill('Đoàn xã Pả Vi')
  await page.locator('[name=name0]').fill('Đoàn xã Pả Vi Thượng')
  await page.locator('[name=name1]').fill('Đoàn xã Pả Vi Hạ')
  await page.getByRole('button', { name: 'Thêm vào phương án' }).click()
  await page.waitForURL(draft)
}

/** A table with a name that is certain, one that is proposed, one that is asked for, and a row with a fault. */
async function bringTableIn(page: Page) {
  await page.goto(`${page.url()}/table`)
  const lines = [
    'Xã Mèo Vạc: thị trấn Mèo Vạc, xã Pả Vi',
    'Xã Sơn Vĩ: xã Xơn Vĩ, xã Xa Lạ',
    'Sủng Máng: xã Sủng Máng',
  ]
  await page.locator('[name=text]').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Đọc bảng' }).click()
  await page.getByText('Đơn vị mới trong bảng').first().waitFor()
}

/** A paper that waits for whoever hands it in, and then for somebody else. */
async function handInPaper(page: Page) {
  await page.goto('/signing/new')
  const buffer = await makePdf({
    title: 'Biên bản',
    at: new Date(),
    content: [paragraph('Chi đoàn họp thường kỳ.')],
  })
  await page
    .locator('[name=file]')
    .setInputFiles({ name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer })
  await page.locator('[name=title]').fill('Biên bản họp Chi đoàn tháng 4 năm 2024')
  await page.locator('[name=signer0]').fill(branchSecretary)
  await page.locator('[name=role0]').fill('Thư ký')
  await page.locator('[name=signer1]').fill(member)
  await page.locator('[name=role1]').fill('Chủ tọa')
  await page.getByRole('button', { name: 'Trình ký', exact: true }).click()
  await page.waitForURL(/signing\/[0-9a-f-]{36}$/)
}

/** A meeting under way, with somebody present, so that each thing that can be written down has its form. */
async function openMeeting(page: Page) {
  await page.goto(`${page.url()}/run`)
  await page.getByRole('button', { name: 'Khai mạc cuộc họp' }).click()
  await page
    .getByRole('button', { name: /^Có mặt/ })
    .first()
    .click()
  await page.getByText('Bắt đầu nội dung này').first().click()
  await page.getByText('đang bàn').waitFor()
}

async function draftIdea(page: Page) {
  await page.goto('/ideas/new')
  await page.locator('[name=title]').fill('Biển chỉ đường bằng gỗ cũ')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.waitForURL(/ideas\/[0-9a-f-]{36}/)
}

async function draftCourse(page: Page) {
  await page.goto('/learning/authoring/new')
  await page.locator('[name=title]').fill('An toàn điện trong nhà')
  await page.locator('[name=slug]').fill(`an-toan-dien-${Date.now().toString(36)}`)
  await page.getByRole('button', { name: 'Tạo bản nháp' }).click()
  await page.waitForURL(/authoring\/[0-9a-f-]{36}$/)
}

async function makeSet(page: Page) {
  await page.goto('/units/sets')
  await page.locator('[name=name]').fill('Cụm thi đua số 1')
  await page.getByRole('button', { name: /^Lập/ }).click()
  await page.waitForURL(/sets\/[0-9a-f-]{36}$/)
}

/** By day on a phone, by night at a desk: between them each width, and the colours of both. */
async function look(page: Page, route: string) {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.emulateMedia({ colorScheme: 'light' })
  await keep(page, route, 'phone')
  await expectFitsThumb(page)
  // What was measured last may have left something half beneath the bar.
  await page.evaluate(() => scrollTo(0, 0))
  await expectNoAxeViolations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 1366, height: 768 })
  await keep(page, route, 'desktop')
  // The same page: what axe says of the rest it has said.
  await expectNoAxeViolations(page, 'colours')
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(tooWide, 'px too wide at a desk').toBe(0)
}

/** With SCREENS=1 the screens, else those that failed, are kept in test-results/screens to be looked at. */
async function keep(page: Page, route: string, device: string, always = false) {
  if (!process.env.SCREENS && !always) return
  await mkdir('test-results/screens', { recursive: true })
  const name = route.replaceAll(/[^a-z]+/gi, '-')
  await page.screenshot({ path: `test-results/screens/${name}${device}.png`, fullPage: true })
}
