/** It brings no types; what of it the tests use. */
declare module '@adobe/structured-data-validator' {
  export default class Validator {
    validate(data: {
      jsonld: Record<string, unknown[]>
      microdata: Record<string, unknown[]>
      rdfa: Record<string, unknown[]>
    }): Promise<{ severity: 'ERROR' | 'WARNING'; issueMessage: string }[]>
  }
}
