import assets from '../../dist/assets.json'

/** A file of public/, named as it lies there ("css/lyceum.css"; scripts with the ending they get, "js/app.js"). */
export type AssetName = keyof typeof assets

/** The path under which an asset is served; it changes with its content, so browsers may keep it for ever. */
export const asset = (name: AssetName): string => assets[name]
