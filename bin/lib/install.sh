# Installs what package-lock.json says, once for each lock file. Sourced by bin/dev and bin/test with the project as working directory.
export WRANGLER_SEND_METRICS=false CLOUDFLARE_CF_FETCH_ENABLED=false
lock=$(cksum < package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null)" != "$lock" ]; then
  echo "Installing packages …"
  npm ci --no-fund --no-audit --loglevel=error
  echo "$lock" > node_modules/.installed
fi
# The Node that the project is locked to comes first, whatever the machine has.
export PATH="$PWD/node_modules/.bin:$PATH"
