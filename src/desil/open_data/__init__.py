"""What anybody may have: counts by kelurahan, desil and programme, with small counts hidden."""
