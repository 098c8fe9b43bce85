import { assignments } from './assignments/module.ts'
import { assists } from './assists/module.ts'
import { campaigns } from './campaigns/module.ts'
import { documents } from './documents/module.ts'
import { field } from './field/module.ts'
import { ideas } from './ideas/module.ts'
import { indicators } from './indicators/module.ts'
import { jobs } from './jobs/module.ts'
import { learning } from './learning/module.ts'
import { links } from './links/module.ts'
import type { ModuleManifest } from './manifest.ts'
import { market } from './market/module.ts'
import { meetings } from './meetings/module.ts'
import { members } from './members/module.ts'
import { outreach } from './outreach/module.ts'
import { reports } from './reports/module.ts'
import { requests } from './requests/module.ts'
import { restructuring } from './restructuring/module.ts'
import { signing } from './signing/module.ts'
import { tourism } from './tourism/module.ts'
import { units } from './units/module.ts'
import { ventures } from './ventures/module.ts'
import { voting } from './voting/module.ts'

/** The modules, each after those it depends on. */
export const modules: readonly ModuleManifest[] = [
  units,
  members,
  links,
  assignments,
  campaigns,
  assists,
  requests,
  ideas,
  jobs,
  restructuring,
  signing,
  documents,
  voting,
  meetings,
  ventures,
  tourism,
  market,
  learning,
  outreach,
  field,
  indicators,
  reports,
]
