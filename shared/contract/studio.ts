import { appArea } from './app'
import { askArea } from './ask'
import { dataArea } from './data'
import { engineArea } from './engine'
import { exportArea } from './export'
import { runsArea } from './runs'
import { trainArea } from './train'

/** All that a window may ask of the studio. What belongs to another process the studio passes on. */
export const studioContract = { app: appArea, engine: engineArea, data: dataArea, runs: runsArea, train: trainArea, ask: askArea, export: exportArea }
export type StudioContract = typeof studioContract
