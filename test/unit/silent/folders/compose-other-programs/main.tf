resource "aws_secretsmanager_secret" "x" {
  name = "x"
}
variable "secret" { type = string }
