import { describe } from 'vitest'
import { memoryPorts } from '#shared/contract/memory'
import { contractSuite, serveSample } from '../../helpers/contractSuite'

describe('a contract inside one process', () => {
  contractSuite(async () => {
    const [port, other] = memoryPorts()
    const seen = serveSample(other)
    return { port, seen: () => seen, die: () => other.close() }
  })
})
