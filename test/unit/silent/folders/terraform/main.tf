terraform {
  required_providers {
    kestra = {
      source  = "kestra-io/kestra"
      version = "~> 1.0"
    }
  }
}

provider "kestra" {
  url = "http://localhost:8080"
}

# secret('NOT_ASKED')
resource "kestra_flow" "one" {
  namespace = "company.team"
  flow_id   = "one"
  content   = <<-EOT
    id: one
    namespace: company.team
    tasks:
      - id: log
        type: io.kestra.plugin.core.log.Log
        message: "{{ secret('API_TOKEN') }} ${var.name} $${HOME} %{ if var.x }a%{ endif }"
  EOT
}

resource "kestra_flow" "from_file" {
  namespace = "company.team"
  flow_id   = "two"
  content   = templatefile("${path.module}/flows/two.yml", { secret = "x" })
}

resource "kestra_namespace_secret" "token" {
  namespace    = "company.team"
  secret_key   = "API_TOKEN"
  secret_value = var.token
}

variable "token" {
  type      = string
  sensitive = true
}
