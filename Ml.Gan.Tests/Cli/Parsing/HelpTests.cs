namespace Ml.Gan.Tests.Cli.Parsing;

[TestClass]
public sealed class HelpTests
{
    [TestMethod]
    [DataRow(
        "--data --out --network --objective --penalty --size --channels --latent --width --batch --steps --epochs " +
        "--seed --device --learning-rate --disc-steps --ema --optimizer --sample-every", "train")]
    [DataRow("--out --count --seed --batch --device", "sample")]
    [DataRow("--out --target --tile --device --background IN", "translate")]
    [DataRow("--json", "info")]
    [DataRow("--json", "list")]
    [DataRow("--json", "doctor")]
    [DataRow("--out --threads out/demo grid.png", "demo")]
    [DataRow("demo train sample info list evaluate doctor")]
    public void Every_command_has_help_with_exit_codes(string expected, params string[] command)
    {
        var run = Tool.Run([.. command, "--help"]);
        run.Succeeded();
        foreach (string part in expected.Split(' '))
            Assert.Contains(part, run.Output);
        Assert.Contains("Exit codes: 0 done, 1", run.Output);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Train_says_what_ctrl_c_does() =>
        Assert.Contains("Ctrl-C finishes the step", Tool.Run("train", "--help").Output);

    [TestMethod]
    public void Unknown_commands_are_usage_errors()
    {
        var run = Tool.Run("trian");
        Assert.AreEqual(2, run.Code);
        Assert.Contains("'trian'", run.Error);
        Assert.Contains("See 'mlgan --help'.", run.Error);
    }
}
