/** The upper halves (0x80-0xFF) of the code pages in which Windows and DOS write names into archives. */
const pages = {
  437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  852: 'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  866: 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00a0',
}

/**
 * A file name whose encoding nobody wrote down: UTF-8 where it is valid, else the code page in which it looks most like words: letters,
 * small after small, of one script.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    const candidates = Object.values(pages).map((upper) => decodeWith(upper, bytes))
    return candidates.reduce((best, name) => (wordiness(name) > wordiness(best) ? name : best))
  }
}

function decodeWith(upper: string, bytes: Uint8Array) {
  let name = ''
  for (const byte of bytes) name += byte < 128 ? String.fromCharCode(byte) : upper[byte - 128]
  return name
}

function wordiness(name: string) {
  let score = 0
  for (const [at, sign] of [...name].entries()) {
    const before = name[at - 1] ?? ' '
    if (sign.charCodeAt(0) < 128) continue
    if (!/\p{L}/u.test(sign)) score -= 3
    else if (/\p{Lu}/u.test(sign) && /\p{Ll}/u.test(before)) score -= 1
    else score += /[a-zA-Z]/.test(before) && /\p{Script=Cyrillic}|\p{Script=Greek}/u.test(sign) ? -2 : 1
    if (/[\u0100-\u017fáéíóúýčěžřů]/.test(sign)) score += 0.25
  }
  return score
}
