using System.Globalization;

namespace Ml.Gan.Tests.Cli;

/// <summary>
/// Kills a training at many random moments: <c>dotnet run -c Release --project Ml.Gan.Tests -- kill --points 20</c>,
/// with <c>--seed 1</c> as a further option.
/// </summary>
internal static class KillCommand
{
    public const string Command = "kill";

    /// <returns>0 where each training was resumed as if it had not been killed, else 1.</returns>
    public static int Start(string[] arguments)
    {
        var options = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1]);
        if (options.Keys.Except(["--points", "--seed"]).Any())
        {
            Console.Error.WriteLine("kill [--points 20] [--seed 1]");
            return 2;
        }
        int points = Number("--points", 20), different = 0;
        var random = new Random(Number("--seed", 1));
        const int Steps = 300, Interval = 20;
        using var training = new KilledTraining(Steps, Interval);
        for (int point = 1; point <= points; point++)
        {
            try
            {
                var (killed, resumed) = training.KillAndResume(
                    random.Next(Interval, Steps - Interval), TimeSpan.FromMilliseconds(random.Next(100)));
                Console.WriteLine($"{point}: killed after step {killed}, resumed after step {resumed}: the same");
            }
            catch (AssertFailedException e)
            {
                different++;
                Console.WriteLine($"{point}: {e.Message}");
            }
        }
        Console.WriteLine($"{points - different} of {points} the same");
        return different == 0 ? 0 : 1;

        int Number(string name, int without) =>
            options.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : without;
    }
}
