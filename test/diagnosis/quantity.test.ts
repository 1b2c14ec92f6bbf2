import { describe, expect, it } from 'vitest'
import { bytesText, parseQuantity, percentText } from '../../src/diagnosis/quantity.ts'

describe('parseQuantity', () => {
  it.each([
    ['100Mi', 104857600],
    ['1.5Gi', 1610612736],
    ['500M', 500e6],
    ['25251225839', 25251225839],
    ['1e3', 1000],
    ['128974848000m', 128974848],
    ['23967472Ki', 24542691328],
    ['-5', -5],
  ])('reads %s', (text, value) => {
    expect(parseQuantity(text)).toBe(value)
  })

  it.each(['', 'Mi', '10%', '1Xi', '1 2', 'NaN'])('refuses %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined()
  })
})

describe('bytesText', () => {
  it.each([
    [0, '0 B'],
    [1536, '1.5 KiB'],
    [104857600, '100 MiB'],
    [24576610304, '23 GiB'],
    [-104857600, '-100 MiB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text)
  })
})

describe('percentText', () => {
  it.each([
    [0.273, '27 %'],
    [0.0042, '0.4 %'],
    [1, '100 %'],
  ])('writes %d as %s', (share, text) => {
    expect(percentText(share)).toBe(text)
  })
})
