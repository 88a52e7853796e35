"""Pictures of an extraction: `record.plot`. `tables` counts, `charts` draws with Altair, `layout` places a network."""
