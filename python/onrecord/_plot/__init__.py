"""Pictures of an extraction: `record.plot`.

`charts` has the methods; each picture has a module that counts its rows and one function that draws them with
Altair: `timeline`, `speakers`, `outlets`, `network`, `dates`. `told` has the statements with their speakers and days,
`spans` the part of the calendar that is drawn, `acts` the colours of what is done by saying, `layout` places a
network, `offline` has charts that show themselves without the network.
"""
