"""The local page of `builder preview`: every language side by side, redrawn at each save.

`watching` sees the saves, `worker` runs one job at a time in one thread, `publication` turns a save into a `State`,
`views` turn a state into HTML, and `application` serves pages and pushes changes to the browsers that are open.
"""
