export {
  counted,
  definitionOf,
  type Indicator,
  indicatorNames,
  isIndicator,
  isOfOneDay,
  type Kind,
  type Measure,
  type Source,
} from './catalogue.ts'
export { type View, views } from './view.ts'
