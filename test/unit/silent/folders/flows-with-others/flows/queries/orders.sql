select '{{ secret('API_TOKEN') }}'
