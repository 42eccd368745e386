// What the components ask of a browser and happy-dom lacks.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.hasPointerCapture ??= () => false
Element.prototype.setPointerCapture ??= () => {}
Element.prototype.releasePointerCapture ??= () => {}
// One page is alone here, so its name is always free.
Object.defineProperty(navigator, 'locks', { value: { request: async (_name: string, _options: object, held: () => unknown) => held() } })
