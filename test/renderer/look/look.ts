// The window over the fake studio, to look at: ?place=train&view=live&theme=dark&language=en&live=1&runs=none
import '#renderer/styles/styles'
import { shallowRef } from 'vue'
import { studioContract } from '#shared/contract/studio'
import { usePlace, type PlaceName } from '#renderer/stores/place'
import { showWindow } from '#renderer/window'
import { directClient } from '../fake/direct'
import { fakeStudio } from '../fake/fakeStudio'

const asked = new URLSearchParams(location.search)
const { handlers } = fakeStudio({
  settings: { theme: (asked.get('theme') ?? 'dark') as 'dark', language: (asked.get('language') ?? 'en') as 'en' },
  live: asked.has('live'),
  ...(asked.get('runs') === 'none' && { runs: [] }),
})
const app = showWindow({ client: directClient(studioContract, handlers), state: shallowRef('connected') }, document.getElementById('app')!)
app.runWithContext(() => {
  const place = usePlace()
  place.go((asked.get('place') ?? 'train') as PlaceName)
  place.trainView = (asked.get('view') ?? 'live') as 'live'
  place.paletteOpen = asked.has('palette')
})
