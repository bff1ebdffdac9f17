"""What a resident may ask and request, without an account; proves who asks; throttles."""
