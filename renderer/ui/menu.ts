import type { Component } from 'vue'

/** A line of a menu; a null stands for a line between groups. */
export interface MenuItem {
  readonly label: string
  readonly run: () => void
  readonly icon?: Component | undefined
  readonly keys?: string | undefined
  readonly disabled?: boolean
  readonly danger?: boolean
}
export type MenuItems = readonly (MenuItem | null)[]
