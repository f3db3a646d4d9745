/** Beside the lesson the path begins where one is; in a sheet as well. */
const path = document.getElementById('course-path')
const here = path?.querySelector<HTMLElement>('.now')

function show() {
  if (!path || !here) return
  path.scrollTop = here.offsetTop - path.clientHeight / 3
}

show()
path?.addEventListener('toggle', show)
