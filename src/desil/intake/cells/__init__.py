"""Raw text to typed values, with every fault and finding named."""
