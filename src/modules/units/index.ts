export { levels, mayStandUnder, type UnitLevel, type UnitType, unitTypes } from './types.ts'
