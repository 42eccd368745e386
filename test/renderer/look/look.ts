// The window over the fake studio, to look at: ?place=train&view=live&theme=dark&language=en&live=1&runs=none
import '#renderer/styles/styles'
import { usePlace, type PlaceName } from '#renderer/stores/place'
import { showWindow } from '#renderer/window'
import { connectedStudio } from '../fake/connected'

const asked = new URLSearchParams(location.search)
const { studio } = connectedStudio({
  settings: { theme: (asked.get('theme') ?? 'dark') as 'dark', language: (asked.get('language') ?? 'en') as 'en' },
  live: asked.has('live'),
  ...(asked.get('runs') === 'none' && { runs: [] }),
})
const app = showWindow(studio, document.getElementById('app')!)
app.runWithContext(() => {
  const place = usePlace()
  place.go((asked.get('place') ?? 'train') as PlaceName)
  place.trainView = (asked.get('view') ?? 'live') as 'live'
  place.paletteOpen = asked.has('palette')
})
