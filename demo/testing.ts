import { type LoadDemoOptions, loadDemo } from './load.ts'

/**
 * Two small provinces (Hà Giang and Tuyên Quang: three districts, twelve communes and some 620 members
 * each) with all the accounts of the demonstration, for tests that need more than one province.
 */
export const loadSmallProvinces = (
  options: Omit<LoadDemoOptions, 'provinces' | 'small' | 'scale'>,
): Promise<void> => loadDemo({ ...options, provinces: ['02', '08'], small: true })
