import { phrase, type Phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { endOf, onPath, type Outside } from './outside'
import { firstLine } from './words'

/** An NVIDIA card that this engine's CUDA can use, or in words why there is none. */
export type Graphics = { readonly card: string | Phrase; readonly driver: string } | { readonly reason: Phrase }

/** The oldest driver that runs CUDA 12, from NVIDIA's table of minor version compatibility. */
const oldestDriver = 525

/** Looks for an NVIDIA driver with a card: asks nvidia-smi, else reads what the driver shows under /proc. Loads nothing. */
export async function findGraphics(outside: Outside): Promise<Graphics> {
  if (outside.platform === 'darwin') return { reason: phrase('macWithoutCard') }
  return await askTool(outside) ?? readDriver(outside) ?? { reason: phrase('noCard') }
}

async function askTool(outside: Outside): Promise<Graphics | undefined> {
  if (!onPath(outside, 'nvidia-smi')) return undefined
  const asked = await outside.run('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader'])
  const line = firstLine(asked.stdout)
  const [card, driver] = line.split(',').map(part => part.trim())
  if (asked.code === 0 && card && driver) return newEnough(card, driver)
  const said = line || firstLine(asked.stderr)
  return { reason: phrase('noWorkingCard', { reason: said ? quoted(said) : endOf(asked) }) }
}

/** The driver's own files. A container sees those under /proc even when it was not given the card, so its device must be there too. */
function readDriver({ read, list }: Outside): Graphics | undefined {
  const [first] = list('/proc/driver/nvidia/gpus')
  if (first === undefined || !list('/dev').includes('nvidiactl')) return undefined
  const card = /^Model:\s*(.+)$/m.exec(read(`/proc/driver/nvidia/gpus/${first}/information`) ?? '')?.[1] ?? phrase('unnamedCard')
  const driver = /Kernel Module.*?\s(\d+\.[\d.]+)\s/.exec(read('/proc/driver/nvidia/version') ?? '')?.[1]
  return driver === undefined ? undefined : newEnough(card, driver)
}

function newEnough(card: string | Phrase, driver: string): Graphics {
  if (Number.parseInt(driver) >= oldestDriver) return { card, driver }
  return { reason: phrase('driverTooOld', { card, driver, oldest: String(oldestDriver) }) }
}
