"""The drawn limb that every workspace may show: painting, pointing, zooming, layers."""
