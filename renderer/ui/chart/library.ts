import { Chart, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from 'chart.js'

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Filler)

/** What draws charts, with no more than lines on two kinds of axes; a file of its own, since it is as large as half of the rest and the first page stands without it. */
export { Chart }
