namespace Ml.Gan.Tests.Onnx;

internal static class Thrown
{
    /// <summary>Checks that an action throws exactly this exception, with these words in its message.</summary>
    internal static void With<T>(string words, Action action)
        where T : Exception => StringAssert.Contains(Assert.ThrowsExactly<T>(action).Message, words);
}
