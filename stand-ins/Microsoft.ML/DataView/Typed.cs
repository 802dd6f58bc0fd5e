using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls generic methods with types that are known at run time only.</summary>
static class Typed
{
    /// <summary>Calls <paramref name="method"/>, which names a generic method with any type, with <paramref name="types"/>.</summary>
    public static object Call(Delegate method, Type[] types, params object[] arguments) =>
        method.Method.GetGenericMethodDefinition().MakeGenericMethod(types)
            .Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    public static object Call(Delegate method, Type type, params object[] arguments) => Call(method, [type], arguments);
}
