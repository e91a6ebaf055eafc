using Shop.Faults;
using Shop.Faults.Attacks;
using Shop.Faults.Backup;
using Shop.Faults.Malformed;
using Shop.Faults.Oversell;
using Shop.Faults.Run;
using Shop.Faults.Upgrade;

var command = RunCommand.Create();
command.Subcommands.Add(OversellCommand.Create());
command.Subcommands.Add(AttackCommand.Create());
command.Subcommands.Add(MalformedCommand.Create());
command.Subcommands.Add(UpgradeCommand.Create());
command.Subcommands.Add(BackupCommand.Create());

return await CommandLine.RunAsync(command, args);
