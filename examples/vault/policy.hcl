# All that reading the names needs: a list of the secrets and the names of their fields. No value can be read with it.
path "payments/metadata/storefront/*" {
  capabilities = ["list"]
}

path "payments/subkeys/storefront/*" {
  capabilities = ["read"]
}
