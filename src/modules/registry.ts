import type { ModuleManifest } from './manifest.ts'
import { units } from './units/module.ts'

/** The modules, each after those it depends on. */
export const modules: readonly ModuleManifest[] = [units]
