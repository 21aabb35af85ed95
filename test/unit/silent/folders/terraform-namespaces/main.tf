resource "kestra_namespace" "team" {
  namespace_id  = "company.team"
  description   = "secret of the team"
  secret_type   = "vault"
  secret_read_only = true
  secret_configuration = {
    address = "http://localhost:8200"
    token   = jsonencode({ token = var.vault_token })
  }
}

resource "kestra_namespace_file" "f" {
  namespace = kestra_namespace.team.namespace_id
  filename  = "/q.sql"
  content   = <<EOT
select 1
EOT
}

resource "kubernetes_secret" "kestra" {
  metadata { name = "kestra" }
  data = { SECRET_API_TOKEN = base64encode(var.vault_token) }
}
variable "vault_token" {}
