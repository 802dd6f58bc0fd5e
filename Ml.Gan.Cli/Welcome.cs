namespace Ml.Gan.Cli;

/// <summary>What to do next, for who starts the tool without a command.</summary>
internal static class Welcome
{
    public static string Text => $"""
        mlgan {PackageVersion.Of(typeof(Welcome))} trains generative adversarial networks and samples them.

          mlgan doctor                                        looks whether all is well on this machine
          mlgan demo                                          trains on built-in digits for some minutes
          mlgan train --data photos                           trains on a folder of images
          mlgan sample out/photos/generator.onnx --out a.png  draws a grid of images
          mlgan list                                          shows what else there is to train

        'mlgan --help' lists all commands, 'mlgan COMMAND --help' the options of one; 'mlgan completion --help'
        says how Tab completes them.
        """;
}
