/** How a broken way shows: packets vanish, somebody refuses them, or no route is known. */
export const linkParameter = {
  name: 'link',
  meaning: 'what a connection attempt meets',
  choices: ['timeout', 'refused', 'no-route'],
  default: 'timeout',
} as const
